"""Databases for processes, which want addresses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.support.databases import SQLITE, a_postgres_url, a_sqlite_url


@asynccontextmanager
async def a_fresh_url(database: str, folder: Path) -> AsyncIterator[str]:
    """Of a migrated database, SQLite's in ``folder``."""
    if database == SQLITE:
        yield await a_sqlite_url(folder)
    else:
        async with a_postgres_url() as url:
            yield url
