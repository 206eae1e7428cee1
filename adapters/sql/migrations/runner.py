"""Bring a database to the tables of this program, and say how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, text

from adapters.sql.database import SqlDatabase
from adapters.sql.engine.engines import BEGIN_OPTION
from adapters.sql.errors import translated, without_password
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
    """Raise ``DatabaseUnavailable``. Asking about a SQLite file that is not there does not make it."""
    database.require_its_file()
    if is_missing_file(database.url):
        return Schema(SchemaState.EMPTY, None, revisions()[-1])
    with translated(database.url):
        async with database.engine.connect() as connection:
            return await connection.run_sync(schema_on)


def schema_on(connection: Connection) -> Schema:
    revision = None
    if inspect(connection).has_table("alembic_version"):
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    known = revisions()
    return Schema(_state(revision, known), revision, known[-1])


def revisions() -> Sequence[str]:
    """Of this program, the newest last. Its migrations are files that begin with their number."""
    return sorted(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


async def upgrade(database: SqlDatabase) -> Schema:
    """Make or upgrade the tables, in one transaction. Only its owner may read a new file.

    Raise ``DatabaseTooNew``, ``DatabaseUnavailable``.
    """
    with translated(database.url):
        if is_missing_file(database.url):
            make_empty(Path(database.url.database or ""))
        async with database.engine.connect() as connection:
            await connection.execution_options(**{BEGIN_OPTION: "BEGIN IMMEDIATE"})
            async with connection.begin():
                return await connection.run_sync(_upgrade, database)


async def require_ready(database: SqlDatabase) -> None:
    """Raise ``DatabaseNotReady`` or ``DatabaseTooNew``, saying what to do."""
    schema = await schema_of(database)
    _refuse_newer(schema, database)
    if schema.state is not SchemaState.READY:
        problem = "has no tables" if schema.state is SchemaState.EMPTY else "is older than this program"
        raise DatabaseNotReady(f"{without_password(database.url)} {problem}: run `leadbell db upgrade`")


def is_missing_file(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(url.database or "").exists()


def _upgrade(connection: Connection, database: SqlDatabase) -> Schema:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})
    schema = schema_on(connection)
    _refuse_newer(schema, database)
    if not schema.is_ready:
        _run_migrations(connection)
    return schema_on(connection)


def _run_migrations(connection: Connection) -> None:
    from alembic import command, config  # noqa: PLC0415 - takes as long as a command, and most commands upgrade nothing

    alembic = config.Config()
    alembic.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "head")


def _state(revision: str | None, known: Sequence[str]) -> SchemaState:
    if revision is None:
        return SchemaState.EMPTY
    if revision not in known:
        return SchemaState.NEWER
    return SchemaState.READY if revision == known[-1] else SchemaState.OLDER


def _refuse_newer(schema: Schema, database: SqlDatabase) -> None:
    if schema.state is SchemaState.NEWER:
        raise DatabaseTooNew(
            f"{without_password(database.url)} was upgraded by a newer Leadbell (revision {schema.revision}): "
            "install that version, or restore a backup made before the upgrade"
        )
