"""What is done to the stored log by SQL is found, and the log goes on behind it; some of it the database refuses.

That each way of tampering breaks the chain is proven in ``tests/application/audit/test_chain_walk.py``; here, that each
column is read as it is stored.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from adapters.sql.schema.tables import lead_keys, log_head, stored_events
from application.audit.chain_walk import Finding, FindingKind
from application.audit.proof import LogProof, Proof, Seal
from application.errors import LogBroken
from application.operator_request import OperatorRequest
from application.ports.chain import Head, Link
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.steps import skip_step
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep
from tests.support.memory_app import use_cases

END = 6
STRAY = {"originator_id": LEAD_ID, "originator_version": 9, "topic": "lead.lead_deleted", "state": b"{}"}


@asynccontextmanager
async def a_log(kind: str, folder: Path) -> AsyncIterator[SqlDatabase]:
    """With six events of two leads."""
    async with a_fresh_database(kind, folder) as opened:
        assert isinstance(opened, SqlDatabase)
        first, second = a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID, with_plan=True)
        await keep(opened, first, second)
        first.record(skip_step(first.state, 1, at=MONDAY_9AM))
        second.record(delete_lead(second.state, at=MONDAY_9AM))
        await keep(opened, first, second)
        yield opened


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    async with a_log(request.param, tmp_path) as opened:
        yield opened


@pytest.fixture
async def file(tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    async with a_log(SQLITE, tmp_path) as opened:
        yield opened


async def proof(database: SqlDatabase, seal: Seal | None = None) -> Proof:
    return await LogProof(database, ManualClock(MONDAY_9AM)).verify(seal)


async def a_seal(database: SqlDatabase) -> Seal:
    return await LogProof(database, ManualClock(MONDAY_9AM)).seal()


async def found(database: SqlDatabase, seal: Seal | None = None) -> list[tuple[FindingKind, int]]:
    return [(one.kind, one.position) for one in (await proof(database, seal)).findings]


async def by_hand(database: SqlDatabase, *statements: Any) -> None:
    async with database.engine.begin() as connection:
        for statement in statements:
            await connection.execute(statement)


async def test_a_log_that_was_not_touched_is_proven(database: SqlDatabase) -> None:
    proven = await proof(database)

    assert (proven.holds, proven.events, proven.head.position) == (True, END, END)


async def test_each_column_of_an_event_is_covered(database: SqlDatabase) -> None:
    third = stored_events.c.id == 3
    async with database.engine.connect() as connection:
        stored = (await connection.execute(select(stored_events).where(third))).one()

    for values in (
        {"state": b"{}"},
        {"topic": "lead.step_skipped"},
        {"originator_version": 77},
        {"originator_id": THIRD_LEAD_ID},
        {"digest": bytes(32)},
    ):
        await by_hand(database, update(stored_events).where(third).values(**values))
        assert (FindingKind.CHAIN_BROKEN, 3) in await found(database), values
        await by_hand(database, update(stored_events).where(third).values(**stored._asdict()))

    assert await found(database) == []


@pytest.mark.parametrize("values", ["state = 7", "originator_version = 'x'", "originator_id = 'nothing'"])
async def test_a_value_of_another_type_is_found_as_well(file: SqlDatabase, values: str) -> None:
    await by_hand(file, text(f"UPDATE stored_events SET {values} WHERE id = 5"))

    assert await found(file) == [(FindingKind.CHAIN_BROKEN, 5)]


async def test_an_event_that_is_gone_is_found_and_so_is_the_end(database: SqlDatabase) -> None:
    await by_hand(database, delete(stored_events).where(stored_events.c.id.in_([3, END])))

    assert await found(database) == [(FindingKind.CHAIN_BROKEN, 3), (FindingKind.HEAD_DIFFERS, END)]


@pytest.mark.parametrize("position", [END + 1, END + 100])
async def test_the_log_goes_on_behind_an_event_inserted_at_its_end(database: SqlDatabase, position: int) -> None:
    await by_hand(database, insert(stored_events).values(id=position, digest=bytes(32), **STRAY))

    await keep(database, a_new_lead(THIRD_LEAD_ID))

    async with database.read() as tx:
        head = await tx.chain.head()
        assert head is not None
        assert (head.position, await tx.log.head()) == (position + 1, position + 1)
    assert await found(database) == [(FindingKind.CHAIN_BROKEN, END + 1)]


async def test_no_event_can_be_put_before_the_first(database: SqlDatabase) -> None:
    with pytest.raises(IntegrityError, match="positions_begin_at_1"):
        await by_hand(database, insert(stored_events).values(id=0, digest=bytes(32), **STRAY))


async def test_an_event_put_there_all_the_same_is_found_and_the_log_goes_on(database: SqlDatabase) -> None:
    async with without_check(database) as connection:
        await connection.execute(insert(stored_events).values(id=-1, digest=bytes(32), **STRAY))

    await keep(database, a_new_lead(THIRD_LEAD_ID))

    assert await found(database) == [(FindingKind.CHAIN_BROKEN, -1)]


async def test_no_event_can_be_written_without_a_digest(database: SqlDatabase) -> None:
    row = "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (:lead, 4, 'x', :state)"
    lead_id = LEAD_ID.hex if database.is_sqlite else LEAD_ID

    with pytest.raises(IntegrityError, match="digest"):
        await by_hand(database, text(row).bindparams(lead=lead_id, state=b"{}"))


async def test_nothing_is_written_to_a_log_without_a_head(database: SqlDatabase) -> None:
    await by_hand(database, delete(log_head))

    with pytest.raises(LogBroken):
        await keep(database, a_new_lead(THIRD_LEAD_ID))

    with pytest.raises(LogBroken):
        await a_seal(database)
    async with database.read() as tx:
        assert await tx.log.head() == END
    assert await found(database) == [(FindingKind.HEAD_GONE, END)]


async def test_a_seal_holds_after_the_log_went_on(file: SqlDatabase) -> None:
    seal = await a_seal(file)
    assert (seal.position, len(seal.digest)) == (END, 64)

    await keep(file, a_new_lead(THIRD_LEAD_ID))

    assert await found(file, seal) == []


async def test_a_tail_that_was_cut_off_with_its_head_breaks_a_seal_that_was_kept(file: SqlDatabase) -> None:
    seal = await a_seal(file)
    digest = select(stored_events.c.digest).where(stored_events.c.id == 4).scalar_subquery()

    await by_hand(
        file, delete(stored_events).where(stored_events.c.id > 4), update(log_head).values(position=4, digest=digest)
    )

    assert await found(file) == [], "the chain alone cannot know"
    assert await found(file, seal) == [(FindingKind.SEAL_BROKEN, END)]


async def test_a_chain_that_was_made_anew_breaks_a_seal_that_was_kept(file: SqlDatabase) -> None:
    seal = await a_seal(file)

    async with file.engine.begin() as connection:
        await connection.run_sync(_make_anew)

    assert await found(file) == [], "the chain alone cannot know"
    assert await found(file, seal) == [(FindingKind.SEAL_BROKEN, END)]


async def test_a_key_that_was_taken_away_is_missed(database: SqlDatabase) -> None:
    await by_hand(database, delete(lead_keys).where(lead_keys.c.lead_id == OTHER_LEAD_ID))

    assert (await proof(database)).findings == [
        Finding(FindingKind.KEY_GONE, 0, f"lead {OTHER_LEAD_ID}", "it was never erased")
    ]


async def test_a_key_restored_after_an_erasure_is_named(database: SqlDatabase) -> None:
    async with database.engine.connect() as connection:
        query = select(lead_keys.c.key).where(lead_keys.c.lead_id == LEAD_ID)
        key = bytes((await connection.execute(query)).scalar_one())
    await use_cases(database, ManualClock(MONDAY_9AM)).erasure.erase(
        LEAD_ID, OperatorRequest("operator:ada", "asked"), dry_run=False
    )
    assert await found(database) == []

    await by_hand(database, insert(lead_keys).values(lead_id=LEAD_ID, key=key, wrapped_by=""))

    assert (await proof(database)).findings == [Finding(FindingKind.KEY_BACK, 0, f"lead {LEAD_ID}", "it was erased")]


@asynccontextmanager
async def without_check(database: SqlDatabase) -> AsyncIterator[AsyncConnection]:
    """As the owner of the database could work."""
    async with database.engine.begin() as connection:
        if database.is_sqlite:
            await connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            check = await connection.run_sync(_check)
            await connection.execute(text(f"ALTER TABLE stored_events DROP CONSTRAINT {check}"))
        yield connection
        if database.is_sqlite:
            await connection.execute(text("PRAGMA ignore_check_constraints = OFF"))


def _check(connection: Connection) -> str:
    [check] = inspect(connection).get_check_constraints("stored_events")
    return str(check["name"])


def _make_anew(connection: Connection) -> None:
    """By a person who knows how it is done, and changes the second event."""
    head = Head()
    for row in connection.execute(select(stored_events).order_by(stored_events.c.id)).all():
        state = b"{}" if row.id == 2 else bytes(row.state)
        link = Link(row.id, row.originator_id, row.originator_version, row.topic, state)
        head = Head(row.id, link.digest(head.digest))
        values = {"state": state, "digest": head.digest}
        connection.execute(update(stored_events).where(stored_events.c.id == row.id).values(values))
    connection.execute(update(log_head).values(digest=head.digest))
