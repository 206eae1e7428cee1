"""One rebuild at a time, of all programs that live, and a refusal names the first."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.sql.database import SqlDatabase
from adapters.sql.operations.rebuild_lock import SqlRebuildLock
from application.errors import RebuildUnderWay
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database

HOLDER = """
import asyncio, sys
from adapters.sql.database import open_database
from adapters.sql.operations.rebuild_lock import SqlRebuildLock

async def hold() -> None:
    async with open_database(sys.argv[1]) as database, SqlRebuildLock(database).hold():
        print("locked", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""
PATIENCE_S = 10.0


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[SqlDatabase]:
    async with a_fresh_database(request.param, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        yield database


async def a_holder(database: SqlDatabase) -> asyncio.subprocess.Process:
    """Another process that has the lock."""
    url = database.url.render_as_string(hide_password=False)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, url, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[4]
    )
    assert process.stdout is not None
    assert (await process.stdout.readline()).strip() == b"locked"
    return process


async def taken(database: SqlDatabase) -> bool:
    try:
        async with SqlRebuildLock(database).hold():
            return True
    except RebuildUnderWay:
        return False


async def test_the_second_is_refused_with_what_to_do(database: SqlDatabase) -> None:
    async with SqlRebuildLock(database).hold():
        with pytest.raises(RebuildUnderWay, match="what it has built is kept, and the next one goes on from there"):
            async with SqlRebuildLock(database).hold():
                pass

    assert await taken(database)


@pytest.mark.processes
async def test_another_process_is_named_and_once_it_is_dead_it_holds_nothing(database: SqlDatabase) -> None:
    holder = await a_holder(database)

    with pytest.raises(RebuildUnderWay, match=f"process {holder.pid}" if database.is_sqlite else "server process"):
        async with SqlRebuildLock(database).hold():
            pass
    os.kill(holder.pid, signal.SIGKILL)
    await holder.wait()

    async with asyncio.timeout(PATIENCE_S):
        while not await taken(database):  # noqa: ASYNC110 - the server takes a moment to see that a client is gone
            await asyncio.sleep(0.05)


async def test_a_failure_gives_it_back(database: SqlDatabase) -> None:
    with pytest.raises(ZeroDivisionError):
        async with SqlRebuildLock(database).hold():
            raise ZeroDivisionError

    assert await taken(database)
