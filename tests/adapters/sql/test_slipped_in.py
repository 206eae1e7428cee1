"""What somebody puts into the log by SQL does not stop it, and is found; some of it the database itself refuses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from adapters.sql.schema.tables import lead_keys, log_head, stored_events
from application.audit.chain_walk import Tampering
from application.audit.proof import LogProof
from application.errors import LogBroken
from application.operator_request import OperatorRequest
from domain.lead.decisions.steps import skip_step
from tests.adapters.sql.test_tampering import proof
from tests.application.house import an_erasure
from tests.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep

HEAD = 3
STRAY = {"originator_id": LEAD_ID, "originator_version": 9, "topic": "lead.lead_deleted", "state": b"{}"}


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    """With three events of one lead."""
    async with a_fresh_database(request.param, tmp_path) as opened:
        assert isinstance(opened, SqlDatabase)
        await keep(opened, a_new_lead(LEAD_ID, with_plan=True))
        lead = a_new_lead(LEAD_ID, with_plan=True)
        lead.collect_events()
        lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
        await keep(opened, lead)
        yield opened


async def slip_in(database: SqlDatabase, position: int, digest: bytes = bytes(32)) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(insert(stored_events).values(id=position, digest=digest, **STRAY))


@asynccontextmanager
async def without_check(database: SqlDatabase) -> AsyncIterator[AsyncConnection]:
    """As somebody could work who owns the database."""
    async with database.engine.begin() as connection:
        if database.is_sqlite:
            await connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            check = await connection.run_sync(_check)
            await connection.execute(text(f"ALTER TABLE stored_events DROP CONSTRAINT {check}"))
        yield connection
        if database.is_sqlite:
            await connection.execute(text("PRAGMA ignore_check_constraints = OFF"))


async def findings(database: SqlDatabase) -> list[tuple[Tampering, int]]:
    return [(one.what, one.position) for one in (await proof(database)).findings]


async def test_the_log_goes_on_behind_what_was_slipped_in_at_its_end(database: SqlDatabase) -> None:
    await slip_in(database, HEAD + 1)

    await keep(database, a_new_lead(OTHER_LEAD_ID))

    async with database.read() as tx:
        head = await tx.chain.head()
        assert head is not None
        assert (head.position, await tx.log.head()) == (HEAD + 2, HEAD + 2)
    assert await findings(database) == [(Tampering.INSERTED, HEAD + 1)]


async def test_it_is_found_also_when_it_is_far_behind_the_end(database: SqlDatabase) -> None:
    await slip_in(database, HEAD + 100)

    await keep(database, a_new_lead(OTHER_LEAD_ID))

    assert await findings(database) != []


@pytest.mark.parametrize("position", [0, -1])
async def test_no_event_can_be_put_before_the_first(database: SqlDatabase, position: int) -> None:
    with pytest.raises(IntegrityError, match="positions_begin_at_1"):
        await slip_in(database, position)


@pytest.mark.parametrize("position", [0, -1])
async def test_one_put_there_all_the_same_is_found_and_the_log_goes_on(database: SqlDatabase, position: int) -> None:
    async with without_check(database) as connection:
        await connection.execute(insert(stored_events).values(id=position, digest=bytes(32), **STRAY))

    await keep(database, a_new_lead(OTHER_LEAD_ID))

    assert await findings(database) == [(Tampering.INSERTED, position)]


async def test_a_program_from_before_there_were_digests_can_write_no_event(database: SqlDatabase) -> None:
    old = "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (:lead, 4, 'x', :state)"
    lead_id = LEAD_ID.hex if database.is_sqlite else LEAD_ID

    with pytest.raises(IntegrityError, match="digest"):
        async with database.engine.begin() as connection:
            await connection.execute(text(old), {"lead": lead_id, "state": b"{}"})

    await keep(database, a_new_lead(OTHER_LEAD_ID))
    assert await findings(database) == []


async def test_nothing_is_written_to_a_log_of_which_nobody_knows_where_it_ends(database: SqlDatabase) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(delete(log_head))

    with pytest.raises(LogBroken):
        await keep(database, a_new_lead(OTHER_LEAD_ID))

    with pytest.raises(LogBroken):
        await LogProof(database, ManualClock(MONDAY_9AM)).seal()
    async with database.read() as tx:
        assert await tx.log.head() == HEAD
        assert await tx.leads.aggregate_ids() == {LEAD_ID}
    assert await findings(database) == [(Tampering.HEAD_GONE, HEAD)]


async def test_a_key_put_back_after_an_erasure_is_named(database: SqlDatabase) -> None:
    key = await _key(database)
    await an_erasure(database, ManualClock(MONDAY_9AM)).erase(
        LEAD_ID, OperatorRequest("operator:ada", "asked"), dry_run=False
    )
    assert await findings(database) == []

    async with database.engine.begin() as connection:
        await connection.execute(insert(lead_keys).values(lead_id=LEAD_ID, key=key, wrapped_by=""))

    [finding] = (await proof(database)).findings
    assert (finding.what, finding.event) == (Tampering.KEY_BACK, f"lead {LEAD_ID}")


def _check(connection: Connection) -> str:
    [check] = inspect(connection).get_check_constraints("stored_events")
    return str(check["name"])


async def _key(database: SqlDatabase) -> bytes:
    async with database.engine.connect() as connection:
        return bytes((await connection.execute(select(lead_keys.c.key))).scalar_one())
