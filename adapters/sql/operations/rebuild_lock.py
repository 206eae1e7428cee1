"""One rebuild of read models at a time, of all programs on this database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import exc, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.database import SqlDatabase
from adapters.sql.errors import translated
from adapters.sql.files.locks import FileTaken, locked_file
from application.errors import RebuildUnderWay

REBUILD_LOCK = 5_323_242_334
"""Of PostgreSQL's advisory locks. It is a transaction's, since behind a pooler a session is not ours alone: when that
ends, however it ends, the lock is free."""
UNLIMITED = text("""
    SELECT set_config(name, '0', true) FROM pg_settings
    WHERE name IN ('idle_in_transaction_session_timeout', 'transaction_timeout')
""")
"""The transaction does nothing but hold the lock, as long as the rebuild takes. It has no snapshot meanwhile."""

HOLDER = text("""
    SELECT activity.pid, COALESCE(host(activity.client_addr), 'the server itself') AS host
    FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) + objid::bigint = :key
""")


class SqlRebuildLock:
    """Implements the ``RebuildLock`` port: on SQLite by a lock file beside the database, on PostgreSQL by a transaction
    of its own."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        async with self._of_file() if self._database.is_sqlite else self._of_transaction():
            yield

    @asynccontextmanager
    async def _of_file(self) -> AsyncIterator[None]:
        try:
            with locked_file(Path(f"{self._database.url.database}.rebuild.lock")):
                yield
        except FileTaken as taken:
            raise _under_way(f"process {taken.holder}") from taken

    @asynccontextmanager
    async def _of_transaction(self) -> AsyncIterator[None]:
        with translated(self._database.url):
            connection = await self._database.engine.connect()
        try:
            await connection.execute(UNLIMITED)
            if not await connection.scalar(select(func.pg_try_advisory_xact_lock(REBUILD_LOCK))):
                raise _under_way(await _holder(connection))
            yield
        finally:
            with suppress(exc.DBAPIError):  # it is free when the server is gone
                await connection.close()


async def _holder(connection: AsyncConnection) -> str:
    row = (await connection.execute(HOLDER, {"key": REBUILD_LOCK})).first()
    return "another program" if row is None else f"a program on {row.host} (server process {row.pid})"


def _under_way(holder: str) -> RebuildUnderWay:
    return RebuildUnderWay(
        f"{holder} is computing read models anew just now: wait until that is done, or end that process; "
        "what it has built is kept, and the next one goes on from there"
    )
