"""The databases of the tests: SQLite files copied from one that was migrated once, PostgreSQL ones from a pool."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from adapters.memory.database import MemoryTransactions
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrations.runner import upgrade
from application.ports.transaction import Transactions
from application.ports.work import Work
from tests.support.leads import BOT_ID
from tests.support.postgres_pool import DatabasePool
from tests.support.postgres_server import database_url

OnCommit = Callable[[Collection[Work]], None]

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"
SQL_DATABASES = (SQLITE, POSTGRESQL)
DATABASES = (MEMORY, *SQL_DATABASES)


@asynccontextmanager
async def a_fresh_database(
    name: str, folder: Path, *, on_commit: OnCommit = lambda work: None
) -> AsyncIterator[Transactions]:
    """Transactions of ``BOT_ID``. ``name`` is one of ``DATABASES``; ``folder`` belongs to the test."""
    if name == MEMORY:
        yield MemoryTransactions(on_commit).of_bot(BOT_ID)
    elif name == SQLITE:
        async with open_for_bot(await a_sqlite_url(folder), on_commit=on_commit) as database:
            yield database
    else:
        async with a_postgres_url() as url, open_for_bot(url, on_commit=on_commit) as database:
            yield database


@asynccontextmanager
async def open_for_bot(url: str, *, on_commit: OnCommit = lambda work: None) -> AsyncIterator[SqlDatabase]:
    """Its transactions are of ``BOT_ID``."""
    async with open_database(url, on_commit=on_commit) as database:
        yield database.of_bot(BOT_ID)


def of_bot(transactions: Transactions, bot_id: int | None) -> Transactions:
    """The same database; None is all bots."""
    assert isinstance(transactions, SqlDatabase | MemoryTransactions)
    return transactions.of_bot(bot_id)


async def a_sqlite_url(folder: Path) -> str:
    """Of a migrated file."""
    template = await asyncio.to_thread(_sqlite_template)
    file = await asyncio.to_thread(shutil.copy, template, folder / "leadbell.db")
    return f"sqlite+aiosqlite:///{file}"


@asynccontextmanager
async def a_postgres_url() -> AsyncIterator[str]:
    """Of a migrated database that is empty; others get it afterwards."""
    pool = await asyncio.to_thread(postgres_pool)
    name = await asyncio.to_thread(pool.take)
    try:
        yield database_url(name)
    finally:
        await asyncio.to_thread(pool.give_back, name)


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="leadbell-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{folder / 'template.db'}"))
    return folder / "template.db"


@cache
def postgres_pool() -> DatabasePool:
    return DatabasePool(lambda name: asyncio.run(_migrate(database_url(name))))


async def _migrate(url: str) -> None:
    async with open_database(url) as database:
        await upgrade(database)
