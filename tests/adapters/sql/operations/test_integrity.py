"""What a database can say itself about being whole, on both databases."""

from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from adapters.sql.files.database_file import address
from adapters.sql.operations.integrity import integrity_of
from tests.adapters.sql.operations.damage import damage, orphan
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database, a_postgres_url, a_sqlite_url, open_for_bot


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_fresh_database_is_whole(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        assert await integrity_of(database) == []


async def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    async with open_for_bot(address(tmp_path / "leadbell.db")) as database:
        assert await integrity_of(database) is None
        assert await integrity_of(database) is None  # it would be there by now


async def test_what_an_index_misses_is_found(tmp_path: Path) -> None:
    url = await a_sqlite_url(tmp_path)
    damage(tmp_path / "leadbell.db")

    async with open_for_bot(url) as database:
        problems = await integrity_of(database)

    assert problems == ["row 1 missing from index odder", "wrong # of entries in index odder"]


async def test_what_refers_to_nothing_is_found(tmp_path: Path) -> None:
    url = await a_sqlite_url(tmp_path)
    orphan(tmp_path / "leadbell.db")

    async with open_for_bot(url) as database:
        assert await integrity_of(database) == ["row 1 of children refers to a row of parents that is not there"]


@pytest.mark.postgresql
async def test_postgresql_names_indexes_and_constraints_that_do_not_hold() -> None:
    async with a_postgres_url() as url, open_for_bot(url) as database:
        async with database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE inbox ADD CONSTRAINT odd CHECK (update_id > 7) NOT VALID"))
            await connection.execute(
                text("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_inbox_unhandled'::regclass")
            )

        problems = await integrity_of(database)

    assert problems == ["index ix_inbox_unhandled is not valid: REINDEX it", "constraint inbox: odd was never checked"]
