"""Engines, with the settings that our guarantees need."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from application.errors import DatabaseUnavailable

BUSY_TIMEOUT_S = 20
SUPPORTED = {"sqlite+aiosqlite", "postgresql+psycopg"}
BEGIN_OPTION = "leadbell_begin"
"""Execution option: how a SQLite transaction begins."""


def database_url(text: str) -> URL:
    """Raise ``DatabaseUnavailable`` for a URL that is not of SQLite or PostgreSQL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise DatabaseUnavailable("not a database URL; an example: sqlite+aiosqlite:///leadbell.db") from error
    if url.drivername not in SUPPORTED:
        raise DatabaseUnavailable(f"{url.drivername} is not supported; use {' or '.join(sorted(SUPPORTED))}")
    _refuse_missing_folder(url)
    return url


def _refuse_missing_folder(url: URL) -> None:
    folder = Path(url.database or "").parent
    if url.get_backend_name() == "sqlite" and not folder.is_dir():
        raise DatabaseUnavailable(f"{url.render_as_string()}: there is no folder {folder}; make it first")


def create_engine(url: URL, *, connections: int = 10) -> AsyncEngine:
    """At most twice as many ``connections``; 1 is exactly one."""
    pool: dict[str, Any] = {"pool_size": connections, "max_overflow": connections if connections > 1 else 0}
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, **pool, pool_pre_ping=True, hide_parameters=True)
    engine = create_async_engine(url, **pool, connect_args={"timeout": BUSY_TIMEOUT_S}, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    # The driver must not begin transactions of its own: a deferred one that turns writer fails at once when busy.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
