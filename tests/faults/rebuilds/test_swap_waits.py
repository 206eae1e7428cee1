"""How long a swap makes others wait while it waits for them."""

from pathlib import Path

from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from adapters.sql.postgres_locks import LONGEST_WAIT_MS, lock_exclusively
from tests.support.databases import POSTGRESQL, a_fresh_database


async def test_the_wait_for_writers_is_taken_off_the_wait_for_readers(tmp_path: Path) -> None:
    async with a_fresh_database(POSTGRESQL, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        async with database.engine.begin() as connection:
            await connection.execute(text("SELECT pg_sleep(:s)"), {"s": LONGEST_WAIT_MS / 1000})
            await lock_exclusively(connection)
            left = await connection.scalar(text("SHOW lock_timeout"))

    assert left == "1ms"
