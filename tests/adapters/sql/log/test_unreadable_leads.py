"""A history changed by hand to what cannot be read is in the way of its own lead only."""

from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from adapters.sql.log.stored_history import read_event
from application.errors import UnreadableEvent
from application.ports.transaction import Transactions
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep

IDS = (LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID)


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
@pytest.mark.parametrize(
    ("damage", "version"),
    [
        ("UPDATE stored_events SET topic = 'lead.of_another_age' WHERE {first}", 1),
        ("UPDATE stored_events SET topic = 'lead.of_another_age' WHERE {second}", 2),
        ("UPDATE stored_events SET state = CAST('' AS {bytes}) WHERE {second}", 2),
        ("UPDATE stored_events SET state = CAST('{{}}' AS {bytes}) WHERE {first}", 1),
        ("UPDATE stored_events SET state = CAST('{{}}' AS {bytes}) WHERE {second}", 2),
        ("DELETE FROM stored_events WHERE {first}", 2),
        ("UPDATE stored_events SET originator_version = 5 WHERE {second}", 5),
        ("UPDATE stored_events SET topic = 'lead.lead_deleted' WHERE {first}", 1),
    ],
    ids=[
        *("first of another age", "second of another age", "empty", "first says nothing", "second says nothing"),
        *("first is gone", "a gap", "another event's name"),
    ],
)
async def test_an_unreadable_lead_is_named_and_the_others_are_loaded(
    name: str, tmp_path: Path, damage: str, version: int
) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        await keep(database, *(a_new_lead(lead_id, with_plan=True) for lead_id in IDS))
        await change_by_hand(database, damage)

        async with database.write() as tx:
            loaded = await tx.log.load_all(IDS)

    assert set(loaded.leads) == {LEAD_ID, THIRD_LEAD_ID}
    assert {(lead_id, error.version) for lead_id, error in loaded.unreadable.items()} == {(OTHER_LEAD_ID, version)}


@pytest.mark.parametrize("state", [b'{"note":"\xff\xfe"}', b"{", b"[" * 100_000], ids=["no UTF-8", "no JSON", "nested"])
def test_bytes_that_this_program_has_never_written_are_no_event(state: bytes) -> None:
    with pytest.raises(UnreadableEvent):
        read_event(StoredEvent(LEAD_ID, 1, "lead.lead_captured", state))


async def change_by_hand(database: Transactions, damage: str) -> None:
    assert isinstance(database, SqlDatabase)
    is_sqlite = database.url.get_backend_name() == "sqlite"
    its = f"originator_id = '{OTHER_LEAD_ID.hex if is_sqlite else OTHER_LEAD_ID}'"
    first, second = (f"{its} AND originator_version = {version}" for version in (1, 2))
    statement = damage.format(first=first, second=second, bytes="BLOB" if is_sqlite else "BYTEA")
    async with database.engine.begin() as connection:
        await connection.execute(text(statement))
