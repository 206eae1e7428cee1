"""Engines, with the settings that our guarantees need."""

from typing import Any

from sqlalchemy import URL, Connection, ExceptionContext, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from adapters.sql.engine.server import connect_arguments, refuse_other_encodings
from adapters.sql.engine.sqlite_file import opened_by
from adapters.sql.errors import LOST_SESSIONS

BUSY_TIMEOUT_S = 20
BEGIN_OPTION = "leadbell_begin"
"""Execution option: how a SQLite transaction begins."""


def create_engine(url: URL, *, connections: int = 10) -> AsyncEngine:
    """At most twice as many ``connections``; 1 is exactly one."""
    pool: dict[str, Any] = {"pool_size": connections, "max_overflow": connections if connections > 1 else 0}
    if url.get_backend_name() != "sqlite":
        arguments = connect_arguments(url)
        engine = create_async_engine(url, **pool, pool_pre_ping=True, hide_parameters=True, connect_args=arguments)
        # Before SQLAlchemy's own first look, which meets bytes where it expects words.
        event.listen(engine.sync_engine, "connect", refuse_other_encodings, insert=True)
        event.listen(engine.sync_engine, "handle_error", _leave_lost_session)
        return engine
    how = opened_by(url)
    engine = create_async_engine(how, **pool, connect_args={"timeout": BUSY_TIMEOUT_S}, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_only_read if how.query["mode"] == "ro" else _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _leave_lost_session(context: ExceptionContext) -> None:
    """Take this connection out of the pool: the next transaction gets a new one, perhaps of another server."""
    if getattr(context.original_exception, "sqlstate", None) in LOST_SESSIONS:
        context.is_disconnect = True


def _prepare_sqlite(dbapi_connection: Any, _record: object) -> None:
    # The driver must not begin transactions of its own: a deferred one that turns writer fails at once when busy.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _prepare_only_read(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN_OPTION, "BEGIN"))
