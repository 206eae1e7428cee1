"""What a database keeps of an event is what was written, byte for byte."""

from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.sql.database import SqlDatabase
from adapters.sql.stored_history import read_event
from adapters.sql.tables import stored_events
from tests.adapters.sql.test_events_of_grammar_2 import stored
from tests.databases import POSTGRESQL, SQLITE, a_fresh_database


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_events_of_grammar_2_are_stored_and_read_as_they_were(name: str, tmp_path: Path) -> None:
    written = stored()
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        async with database.write() as tx:
            await tx.log.append([read_event(one) for one in written])

        async with database.engine.connect() as connection:
            rows = (await connection.execute(select(stored_events).order_by(stored_events.c.id))).all()
        async with database.read() as tx:
            page = await tx.log.page(after=0, limit=100)

    assert [(row.originator_id, row.originator_version, row.topic, bytes(row.state)) for row in rows] == [
        (one.originator_id, one.originator_version, one.topic, one.state) for one in written
    ]
    assert [recorded.event for recorded in page] == [read_event(one) for one in written]
