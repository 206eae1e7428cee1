"""What a database keeps of an event is what was written, byte for byte, once its seals are open."""

from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Row

from adapters.sql.database import SqlDatabase
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.recorder import stored_event
from adapters.sql.log.stored_history import events_with_keys, read_event
from adapters.sql.schema.tables import stored_events
from tests.adapters.sql.log.test_kept_events import stored
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_events_are_stored_and_read_as_they_were(name: str, tmp_path: Path) -> None:
    written = stored()
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        async with database.write() as tx:
            await tx.log.append([read_event(one) for one in written])

        async with database.engine.connect() as connection:
            rows = (await connection.execute(events_with_keys().order_by(stored_events.c.id))).all()
        async with database.read() as tx:
            page = await tx.log.page(after=0, limit=100)

    assert [_unsealed(row) for row in rows] == list(written)
    assert [recorded.event for recorded in page] == [read_event(one) for one in written]


def _unsealed(row: Row[Any]) -> StoredEvent:
    stored = stored_event(row)
    return stored if row.key is None else Keyring().open(row.originator_id, row.key, row.wrapped_by).decrypt(stored)
