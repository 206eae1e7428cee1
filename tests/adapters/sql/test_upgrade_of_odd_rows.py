"""A log from before there were keys, with rows that no program of ours has written: it is sealed all the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert, select

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from adapters.sql.migrations.runner import upgrade
from adapters.sql.schema.tables import stored_events
from application.audit.proof import LogProof
from application.errors import UnreadableEvent
from tests.adapters.sql.test_upgrade_of_accounts import an_old_database, every_database
from tests.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

ODD_LEAD = UUID("99999999-9999-4999-8999-999999999999")


@dataclass(frozen=True, slots=True)
class OddRow:
    topic: str
    state: bytes


ODD_ROWS = {
    "no UTF-8": OddRow("lead.lead_captured", b'{"note":"\xff\xfe"}'),
    "no JSON": OddRow("lead.lead_captured", b"{"),
    "empty": OddRow("lead.lead_captured", b""),
    "nested deeply": OddRow("lead.lead_captured", b"[" * 100_000),
    "nested too deeply to be walked": OddRow("lead.of_another_age", b'{"x":' * 900 + b"1" + b"}" * 900),
    "an unknown topic": OddRow("lead.of_another_age", b'{"when":"once"}'),
    "an unknown subject": OddRow("invoice.written", b'{"note":"Met Ada"}'),
}


async def put(database: SqlDatabase, row: OddRow) -> None:
    """Behind three events of two leads."""
    values = {"originator_id": ODD_LEAD, "originator_version": 1, "topic": row.topic, "state": row.state}
    async with database.engine.begin() as connection:
        await connection.execute(insert(stored_events).values(**values))


async def states(database: SqlDatabase) -> Sequence[bytes]:
    async with database.engine.connect() as connection:
        query = select(stored_events.c.state).where(stored_events.c.originator_id == ODD_LEAD)
        return [bytes(state) for state in await connection.scalars(query)]


@every_database
@pytest.mark.parametrize("row", ODD_ROWS.values(), ids=ODD_ROWS.keys())
async def test_it_is_kept_as_it_is_and_the_others_are_sealed_and_chained(
    name: str, tmp_path: Path, row: OddRow
) -> None:
    async with an_old_database(name, tmp_path) as database:
        await put(database, row)

        assert (await upgrade(database)).is_ready

        proof = await LogProof(database, ManualClock(MONDAY_9AM)).verify()
        assert (proof.findings, proof.events) == ([], 4)
        assert await states(database) == [row.state]
        async with database.write() as tx:
            loaded = await tx.log.load_all([LEAD_ID, OTHER_LEAD_ID, ODD_LEAD])
        assert set(loaded.leads) == {LEAD_ID, OTHER_LEAD_ID}
        assert isinstance(loaded.unreadable[ODD_LEAD], UnreadableEvent)


@every_database
async def test_words_in_an_event_of_an_unknown_topic_are_sealed_too(name: str, tmp_path: Path) -> None:
    async with an_old_database(name, tmp_path) as database:
        await put(database, OddRow("lead.of_another_age", b'{"note":"Met Ada"}'))

        await upgrade(database)

        [state] = await states(database)
        assert b"Ada" not in state
        assert state.startswith(b'{"note":{"_sealed_":')
