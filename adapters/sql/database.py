"""One database, one transaction: an event is committed with its read models and messages."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import URL, event, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.sql.encryption.keyring import Keyring
from adapters.sql.engine.address import database_url
from adapters.sql.engine.engines import BEGIN_OPTION, create_engine
from adapters.sql.engine.server import connected_apart
from adapters.sql.errors import translated
from adapters.sql.files.held_file import HeldFile
from adapters.sql.notifications.listen import listen
from adapters.sql.notifications.payload import CHANNEL, notice
from adapters.sql.notifications.server import ServerListener
from adapters.sql.notifications.watched_file import watch_file
from adapters.sql.postgres_locks import lock_exclusively, lock_for_reading, lock_for_writing
from adapters.sql.transaction import SqlTransaction
from application.ports.work import Work

OnCommit = Callable[[Collection[Work]], None]
Hearing = Callable[[bool], Awaitable[None]]


class SqlDatabase:
    """``on_commit`` is called in the event loop's thread after a commit, with the work to wake for.

    On SQLite ``writers`` has one connection: a change that it sees (``data_version``) was made by another process.
    """

    def __init__(
        self, url: URL, engine: AsyncEngine, writers: AsyncEngine, keyring: Keyring, *, on_commit: OnCommit
    ) -> None:
        self.url = url
        self.engine = engine
        self._writers = writers
        self.keyring = keyring
        self._name = uuid4().hex
        self._on_commit = on_commit
        self.is_sqlite = engine.dialect.name == "sqlite"
        # SQLite's own queue of writers can starve a writer; this lock is first come, first served.
        self._gate: AbstractAsyncContextManager[object] = asyncio.Lock() if self.is_sqlite else nullcontext()
        self.bot_id: int | None = None
        self._file = HeldFile(Path(url.database or "") if self.is_sqlite else None)
        for opening in {engine, writers}:
            event.listen(opening.sync_engine, "connect", self._file.opened)

    def of_bot(self, bot_id: int | None) -> "SqlDatabase":
        """The same database, whose transactions are of that bot; None is all bots."""
        database = copy(self)
        database.bot_id = bot_id
        return database

    def require_its_file(self) -> None:
        """Raise ``DatabaseGone``."""
        self._file.require()

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[SqlTransaction]:
        options = {BEGIN_OPTION: "BEGIN IMMEDIATE"}
        with translated(self.url):
            self.require_its_file()
            async with self._gate, self._writers.connect() as connection:
                self.require_its_file()
                await connection.execution_options(**options)
                async with connection.begin():
                    if not self.is_sqlite:
                        await (lock_exclusively if exclusive else lock_for_writing)(connection)
                    tx = SqlTransaction(connection, self.keyring, bot_id=self.bot_id, writes=True)
                    yield tx
                    await self._notify_others(connection, tx.woken.elsewhere)
                    self.require_its_file()
        if tx.woken.here:
            self._on_commit(tx.woken.here)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlTransaction]:
        options = {BEGIN_OPTION: "BEGIN"} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with translated(self.url):
            self.require_its_file()
            async with self.engine.connect() as connection:
                self.require_its_file()
                await connection.execution_options(**options)
                async with connection.begin():
                    if not self.is_sqlite:
                        await lock_for_reading(connection)
                    yield SqlTransaction(connection, self.keyring, bot_id=self.bot_id, writes=False)

    async def listen(self, notify: OnCommit, hearing: Hearing) -> None:
        """Call ``notify`` after commits of other processes, and ``hearing`` with whether the server's notifications
        arrive; never return. Raise ``DatabaseGone``."""
        if self.is_sqlite:
            await listen(partial(watch_file, self._file_version, notify))
        else:
            connect = partial(connected_apart, self.engine)
            await listen(ServerListener(self.engine, connect, self._name, notify, hearing).listen)

    async def ask_writer(self, statement: str) -> Sequence[Any]:
        """Of SQLite only: on the connection of all writers, between two transactions. Return the rows.

        Raise ``DatabaseUnavailable``.
        """
        with translated(self.url):
            self.require_its_file()
            async with self._gate, self._writers.connect() as connection:
                self.require_its_file()
                driver: Any = (await connection.get_raw_connection()).driver_connection
                return list(await driver.execute_fetchall(statement))

    async def _file_version(self) -> object:
        return await self.ask_writer("PRAGMA data_version")

    async def _notify_others(self, connection: AsyncConnection, work: Collection[Work]) -> None:
        """PostgreSQL sends it with the commit, and only if it succeeds."""
        if work and not self.is_sqlite:
            await connection.execute(select(func.pg_notify(CHANNEL, notice(self._name, work))))


@asynccontextmanager
async def open_database(
    url: str, *, on_commit: OnCommit = lambda work: None, master_keys: Sequence[bytes] = ()
) -> AsyncIterator[SqlDatabase]:
    """Open no connection yet; close all of them at the end. ``master_keys`` are of 32 bytes, see ``Keyring``.

    Raise ``DatabaseUnavailable`` for a URL that is not supported."""
    address = database_url(url)
    engine = create_engine(address)
    writers = create_engine(address, connections=1) if engine.dialect.name == "sqlite" else engine
    try:
        yield SqlDatabase(address, engine, writers, Keyring(master_keys), on_commit=on_commit)
    finally:
        await writers.dispose()
        await engine.dispose()
