"""Bringing a database to the tables of this program, and saying how far it is."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, text

from adapters.sql.database import SqlDatabase
from adapters.sql.engine import BEGIN_OPTION
from adapters.sql.errors import shown, translated
from adapters.sql.files.database_file import make_empty
from application.errors import DatabaseNotReady, DatabaseTooNew

MIGRATIONS = Path(__file__).parent
UPGRADE_LOCK = 5_323_242_331
"""Of PostgreSQL's advisory locks: two programs that upgrade at once take turns."""


class SchemaState(StrEnum):
    READY = "ready"
    EMPTY = "empty"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class Schema:
    """``revision`` is the database's, None for an empty one; ``newest`` is this program's."""

    state: SchemaState
    revision: str | None
    newest: str

    @property
    def is_ready(self) -> bool:
        return self.state is SchemaState.READY


async def schema_of(database: SqlDatabase) -> Schema:
    """Raises ``DatabaseUnavailable``. Asking about a SQLite file that is not there does not make it."""
    if is_missing_file(database.url):
        return Schema(SchemaState.EMPTY, None, ScriptDirectory.from_config(alembic_config()).get_current_head() or "")
    with translated(database.url):
        async with database.engine.connect() as connection:
            return await connection.run_sync(schema_on)


def schema_on(connection: Connection) -> Schema:
    scripts = ScriptDirectory.from_config(alembic_config())
    newest = scripts.get_current_head() or ""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    return Schema(_state(revision, newest, known), revision, newest)


async def upgrade(database: SqlDatabase) -> Schema:
    """Makes or upgrades the tables, in one transaction. A new file is for its owner alone to read.

    Raises ``DatabaseTooNew``, ``DatabaseUnavailable``.
    """
    with translated(database.url):
        if is_missing_file(database.url):
            make_empty(Path(database.url.database or ""))
        async with database.engine.connect() as connection:
            await connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
            async with connection.begin():
                return await connection.run_sync(_upgrade, database)


async def require_ready(database: SqlDatabase) -> None:
    """Raises ``DatabaseNotReady`` or ``DatabaseTooNew``, saying what to do."""
    schema = await schema_of(database)
    _refuse_newer(schema, database)
    if schema.state is not SchemaState.READY:
        problem = "has no tables" if schema.state is SchemaState.EMPTY else "is older than this program"
        raise DatabaseNotReady(f"{shown(database.url)} {problem}: run `leadbell db upgrade`")


def is_missing_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(url.database or "").exists()


def _upgrade(connection: Connection, database: SqlDatabase) -> Schema:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
    _refuse_newer(schema_on(connection), database)
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return schema_on(connection)


def _state(revision: str | None, newest: str, known: set[str]) -> SchemaState:
    if revision is None:
        return SchemaState.EMPTY
    if revision not in known:
        return SchemaState.NEWER
    return SchemaState.READY if revision == newest else SchemaState.OLDER


def _refuse_newer(schema: Schema, database: SqlDatabase) -> None:
    if schema.state is SchemaState.NEWER:
        raise DatabaseTooNew(
            f"{shown(database.url)} was upgraded by a newer Leadbell (revision {schema.revision}): "
            "install that version, or restore a backup made before the upgrade"
        )


def alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
