"""The tables of versions are as the read models' own, under names of their own; and migrations can be rid of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, inspect, text

from adapters.sql.database import SqlDatabase
from adapters.sql.migrations.read_models import drop_all_versions
from adapters.sql.schema.metadata import metadata
from application.projections.registry import ACCOUNT_LIST, PROJECTIONS, SCHEDULED_REMINDERS
from tests.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.leads import LEAD_ID, OTHER_LEAD_ID, a_new_lead, keep
from tests.rebuilding import a_rebuild, all_hold


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


async def tables(database: SqlDatabase) -> set[str]:
    async with database.engine.connect() as connection:
        return await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))


def test_a_projection_is_called_as_its_table_is() -> None:
    assert {projection.name for projection in PROJECTIONS} <= metadata.tables.keys()


async def test_the_table_in_use_has_the_columns_and_indexes_that_the_migrations_made(database: SqlDatabase) -> None:
    await keep(database, a_new_lead(LEAD_ID, with_plan=True))
    for projection in (*PROJECTIONS, *PROJECTIONS):
        await a_rebuild(database).rebuild(projection)

    async with database.engine.connect() as connection:
        for name in [projection.name for projection in PROJECTIONS]:
            before, in_use = f"{name}__1", name
            for of in (columns_of, indexes_of):
                assert await connection.run_sync(of, in_use) == await connection.run_sync(of, before)
        assert await connection.run_sync(indexes_of, "scheduled_reminders") == {
            (("lead_id",), False),
            (("status", "due_at"), False),
        }
        assert (("owner_id",), True) in await connection.run_sync(indexes_of, "accounts")


async def test_on_postgresql_what_is_in_use_is_vacuumed_again(tmp_path: Path) -> None:
    async with a_fresh_database(POSTGRESQL, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await a_rebuild(database).rebuild(ACCOUNT_LIST)

        async with database.engine.connect() as connection:
            options = await connection.scalar(text("SELECT reloptions FROM pg_class WHERE relname = 'accounts'"))

    assert options is None


async def test_a_migration_drops_all_versions_and_the_next_start_computes_the_table(database: SqlDatabase) -> None:
    await keep(database, a_new_lead(LEAD_ID, with_plan=True), a_new_lead(OTHER_LEAD_ID))
    for _ in range(2):
        await a_rebuild(database).rebuild(SCHEDULED_REMINDERS)

    def migrate(connection: Connection) -> None:
        with Operations.context(MigrationContext.configure(connection)):
            drop_all_versions("scheduled_reminders")
        metadata.tables["scheduled_reminders"].create(connection)

    async with database.engine.begin() as connection:
        await connection.run_sync(migrate)

    assert {name for name in await tables(database) if "scheduled_reminders" in name} == {"scheduled_reminders"}
    assert [(one.name, one.version) for one in await a_rebuild(database).catch_up()] == [("scheduled_reminders", 1)]
    assert await all_hold(database)
