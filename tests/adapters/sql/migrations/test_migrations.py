"""Migrations make exactly the tables of the code, and a database of another age gets a clear answer."""

import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrations.runner import MIGRATIONS, SchemaState, require_ready, revisions, schema_of, upgrade
from adapters.sql.schema.metadata import metadata
from adapters.system_clock import SystemClock
from application.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnavailable
from application.projections.build import ShadowBuild
from application.projections.registry import SCHEDULED_REMINDERS
from tests.adapters.sql.migrations.later_migration import add_a_migration
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import LEAD_ID, a_new_lead, keep
from tests.support.rebuilding import a_rebuild, all_hold


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_the_migrations_make_the_tables_of_the_code(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        async with database.engine.connect() as connection:
            differences = await connection.run_sync(_differences)

    assert differences == []


def test_the_newest_revision_is_the_head_of_alembic() -> None:
    scripts = ScriptDirectory(MIGRATIONS)

    assert revisions()[-1] == scripts.get_current_head()
    assert set(revisions()) == {script.revision for script in scripts.walk_revisions()}


async def test_asking_about_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}") as database:
        schema = await schema_of(database)

        with pytest.raises(DatabaseNotReady, match="leadbell db upgrade"):
            await require_ready(database)

    assert schema.state is SchemaState.EMPTY
    assert os.listdir(tmp_path) == []


async def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}") as database:
        first = await upgrade(database)
        second = await upgrade(database)

    assert first == second
    assert first.is_ready


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_later_migration_carries_a_database_with_all_that_it_holds(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await keep(database, a_new_lead(LEAD_ID, with_plan=True))
        await a_rebuild(database).rebuild(SCHEDULED_REMINDERS)
        await ShadowBuild(database, SystemClock(), batch=10).begin(SCHEDULED_REMINDERS)
        add_a_migration(monkeypatch, tmp_path)
        assert (await schema_of(database)).state is SchemaState.OLDER
        with pytest.raises(DatabaseNotReady, match="is older than this program: run `leadbell db upgrade`"):
            await require_ready(database)

        assert (await upgrade(database)).is_ready

        assert [one.name for one in await a_rebuild(database).catch_up()] == [SCHEDULED_REMINDERS.name]
        assert await all_hold(database)
        assert not [one for one in await tables(database) if "__" in one]


async def tables(database: SqlDatabase) -> set[str]:
    async with database.engine.connect() as connection:
        return await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))


async def test_a_database_newer_than_the_program_is_left_alone(tmp_path: Path) -> None:
    async with open_database(f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}") as database:
        await upgrade(database)
        async with database.engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

        with pytest.raises(DatabaseTooNew, match="newer Leadbell"):
            await require_ready(database)
        with pytest.raises(DatabaseTooNew):
            await upgrade(database)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("postgresql+psycopg://reader:secret@127.0.0.1:1/leadbell", "reader:\\*\\*\\*@127.0.0.1:1"),
    ],
)
async def test_a_database_that_cannot_be_opened_says_which_and_why_without_the_password(url: str, problem: str) -> None:
    async with open_database(url) as database:
        with pytest.raises(DatabaseUnavailable, match=problem) as refusal:
            await upgrade(database)

    assert "secret" not in str(refusal.value)


async def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(DatabaseUnavailable, match="there is no folder /nowhere/at/all; make it first"):
        async with open_database("sqlite+aiosqlite:////nowhere/at/all/leadbell.db"):
            pass


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))
