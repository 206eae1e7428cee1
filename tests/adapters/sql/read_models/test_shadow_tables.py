"""What a shadow table is once it is in use: as the migrations made the table before it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from adapters.sql.database import SqlDatabase
from adapters.sql.schema.metadata import metadata
from application.projections.registry import ACCOUNT_LIST, PROJECTIONS
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, a_new_lead, keep
from tests.support.rebuilding import a_rebuild


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    async with a_fresh_database(request.param, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        yield database


def indexes_of(connection: Connection, table: str) -> set[tuple[tuple[str | None, ...], bool]]:
    """By their columns, and whether they are unique; their names are another matter."""
    found = inspect(connection)
    unique = {(tuple(one["column_names"]), True) for one in found.get_unique_constraints(table)}
    return unique | {(tuple(one["column_names"]), bool(one["unique"])) for one in found.get_indexes(table)}


def columns_of(connection: Connection, table: str) -> list[tuple[str, str, bool]]:
    columns = inspect(connection).get_columns(table)
    return [(one["name"], str(one["type"]), one["nullable"]) for one in columns]


def shapes(connection: Connection) -> dict[str, object]:
    """Every table there is, and what its columns and indexes are."""
    tables = inspect(connection).get_table_names()
    return {table: (columns_of(connection, table), indexes_of(connection, table)) for table in tables}


def test_a_projection_is_called_as_its_table_is() -> None:
    assert {projection.name for projection in PROJECTIONS} <= metadata.tables.keys()


async def test_the_table_in_use_has_the_columns_and_indexes_that_the_migrations_made(database: SqlDatabase) -> None:
    await keep(database, a_new_lead(LEAD_ID, with_plan=True))
    async with database.engine.connect() as connection:
        migrated = await connection.run_sync(shapes)

    for projection in (*PROJECTIONS, *PROJECTIONS):
        await a_rebuild(database).rebuild(projection)

    async with database.engine.connect() as connection:
        assert await connection.run_sync(shapes) == migrated
        assert await connection.run_sync(indexes_of, "scheduled_reminders") == {
            (("lead_id",), False),
            (("bot_id", "status", "due_at"), False),
        }
        assert (("bot_id", "owner_id"), True) in await connection.run_sync(indexes_of, "accounts")


@pytest.mark.postgresql
async def test_on_postgresql_what_is_in_use_is_vacuumed_again(tmp_path: Path) -> None:
    async with a_fresh_database(POSTGRESQL, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await a_rebuild(database).rebuild(ACCOUNT_LIST)

        async with database.engine.connect() as connection:
            options = await connection.scalar(text("SELECT reloptions FROM pg_class WHERE relname = 'accounts'"))

    assert options is None
