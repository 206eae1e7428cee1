"""Whoever gets at the database's log, by whatever way: it is found, and it is named. On both databases."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from adapters.sql.schema.tables import lead_keys, log_head, stored_events
from application.audit.chain_walk import Tampering
from application.audit.proof import LogProof, Proof, Seal
from application.ports.chain import Head, Link
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.steps import skip_step
from tests.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep

Attack = Callable[[Connection], None]
TAIL = 6


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    """With six events of two leads."""
    async with a_fresh_database(request.param, tmp_path) as opened:
        assert isinstance(opened, SqlDatabase)
        first, second = a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID, with_plan=True)
        await keep(opened, first, second)
        first.record(skip_step(first.state, 1, at=MONDAY_9AM))
        second.record(delete_lead(second.state, at=MONDAY_9AM))
        await keep(opened, first, second)
        yield opened


async def attacked(database: SqlDatabase, attack: Attack) -> Proof:
    async with database.engine.begin() as connection:
        await connection.run_sync(attack)
    return await proof(database)


async def proof(database: SqlDatabase, seal: Seal | None = None) -> Proof:
    return await LogProof(database, ManualClock(MONDAY_9AM)).verify(seal)


def change(position: int, **values: Any) -> Attack:
    return lambda connection: connection.execute(
        update(stored_events).where(stored_events.c.id == position).values(**values)
    ).close()


def remove(*positions: int) -> Attack:
    return lambda connection: connection.execute(delete(stored_events).where(stored_events.c.id.in_(positions))).close()


def swap(connection: Connection) -> None:
    for here, there in ((2, 1000), (5, 2), (1000, 5)):
        connection.execute(update(stored_events).where(stored_events.c.id == here).values(id=there))


def add_at_the_end(connection: Connection) -> None:
    row = {"id": TAIL + 1, "originator_id": LEAD_ID, "originator_version": 4, "topic": "lead.lead_deleted"}
    connection.execute(insert(stored_events).values(**row, state=b"{}", digest=bytes(32)))


def make_room_and_insert(connection: Connection) -> None:
    later = stored_events.c.id > 3
    for offset in (1000, -999):
        connection.execute(update(stored_events).where(later).values(id=stored_events.c.id + offset))
    row = {"id": 4, "originator_id": LEAD_ID, "originator_version": 9, "topic": "lead.lead_deleted"}
    connection.execute(insert(stored_events).values(**row, state=b"{}", digest=bytes(32)))


def cut_off_with_its_note(connection: Connection) -> None:
    connection.execute(delete(stored_events).where(stored_events.c.id > 4))
    [digest] = connection.execute(select(stored_events.c.digest).where(stored_events.c.id == 4)).one()
    connection.execute(update(log_head).values(position=4, digest=digest))


async def test_a_log_that_nobody_touched_is_proven(database: SqlDatabase) -> None:
    proven = await proof(database)

    assert (proven.holds, proven.events, proven.head.position) == (True, TAIL, TAIL)


@pytest.mark.parametrize(
    ("attack", "expected"),
    [
        (change(3, state=b'{"forged":true}'), [("changed", 3)]),
        (change(3, topic="lead.step_skipped"), [("changed", 3)]),
        (change(3, originator_version=77), [("changed", 3)]),
        (change(6, state=b"{}"), [("changed", 6)]),
        (change(3, digest=bytes(32)), [("digest replaced", 3)]),
        (change(6, digest=bytes(32)), [("digest replaced", 6)]),
        (remove(3), [("missing", 3)]),
        (remove(1), [("missing", 1)]),
        (remove(3, 4), [("missing", 3)]),
        (remove(5, 6), [("missing", 5)]),
        (remove(1, 2, 3, 4, 5, 6), [("missing", 1)]),
        (swap, [("reordered", 2), ("reordered", 5)]),
        (add_at_the_end, [("inserted", 7)]),
        (make_room_and_insert, [("inserted", 4)]),
        (lambda connection: connection.execute(delete(log_head)).close(), [("head gone", 6)]),
        (
            lambda connection: connection.execute(update(log_head).values(digest=bytes(32))).close(),
            [("digest replaced", 6)],
        ),
    ],
)
async def test_it_is_found_and_named(database: SqlDatabase, attack: Attack, expected: list[tuple[str, int]]) -> None:
    findings = (await attacked(database, attack)).findings

    assert [(one.what.value, one.position) for one in findings] == expected


async def test_what_was_touched_is_named(database: SqlDatabase) -> None:
    [finding] = (await attacked(database, change(3, state=b"{}"))).findings

    assert finding.event == f"lead.lead_captured, version 1 of {OTHER_LEAD_ID}"


async def test_a_tail_that_was_cut_off_with_its_note_breaks_a_seal_that_was_kept(database: SqlDatabase) -> None:
    seal = await LogProof(database, ManualClock(MONDAY_9AM)).seal()
    assert (seal.position, len(seal.digest)) == (TAIL, 64)

    assert (await attacked(database, cut_off_with_its_note)).holds, "the chain alone cannot know"

    [finding] = (await proof(database, seal)).findings
    assert (finding.what, finding.position) == (Tampering.SEAL_BROKEN, TAIL)


async def test_a_chain_that_was_made_anew_breaks_a_seal_that_was_kept(database: SqlDatabase) -> None:
    seal = await LogProof(database, ManualClock(MONDAY_9AM)).seal()

    assert (await attacked(database, _forge_all)).holds, "the chain alone cannot know"

    [finding] = (await proof(database, seal)).findings
    assert (finding.what, finding.position) == (Tampering.SEAL_BROKEN, TAIL)


async def test_a_seal_holds_after_the_log_went_on(database: SqlDatabase) -> None:
    seal = await LogProof(database, ManualClock(MONDAY_9AM)).seal()

    await keep(database, a_new_lead(_ANOTHER))

    assert (await proof(database, seal)).holds


async def test_a_key_that_somebody_took_away_is_missed(database: SqlDatabase) -> None:
    [finding] = (
        await attacked(database, lambda connection: connection.execute(delete(lead_keys).where(_IS_OTHER)).close())
    ).findings

    assert (finding.what, finding.event) == (Tampering.KEY_GONE, f"lead {OTHER_LEAD_ID}")


async def test_an_event_slipped_in_by_sql_is_found_and_the_log_goes_on(database: SqlDatabase) -> None:
    """The next append takes the note's word for where the log ends, and does not build on what was slipped in."""
    await attacked(database, change(4, state=b"{}"))

    await keep(database, a_new_lead(_ANOTHER))

    assert [(one.what.value, one.position) for one in (await proof(database)).findings] == [("changed", 4)]


_ANOTHER = UUID("44444444-4444-4444-8444-444444444444")
_IS_OTHER = lead_keys.c.lead_id == OTHER_LEAD_ID


def _forge_all(connection: Connection) -> None:
    """By somebody who knows how it is done, and changes the second event."""
    head = Head()
    for row in connection.execute(select(stored_events).order_by(stored_events.c.id)).all():
        state = b"{}" if row.id == 2 else bytes(row.state)
        link = Link(row.id, row.originator_id, row.originator_version, row.topic, state)
        head = Head(row.id, link.digest(head.digest))
        values = {"state": state, "digest": head.digest}
        connection.execute(update(stored_events).where(stored_events.c.id == row.id).values(values))
    connection.execute(update(log_head).values(digest=head.digest))
