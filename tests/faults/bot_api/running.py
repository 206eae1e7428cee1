"""The server as a process of its own, for the length of a test."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from tests.faults.bot_api.call import DEFAULT_TOKEN
from tests.faults.bot_api.control_client import CountingServer
from tests.faults.bot_api.limits import UNLIMITED, Limits
from tests.faults.bot_api.rules import Rule

REPOSITORY = Path(__file__).parents[3]
STARTS_WITHIN = timedelta(seconds=20)
ENDS_WITHIN = timedelta(seconds=5)
ANSWERS_WITHIN = timedelta(seconds=30)


@asynccontextmanager
async def counting_server(
    *, token: str = DEFAULT_TOKEN, rules: Sequence[Rule] = (), limits: Limits = UNLIMITED
) -> AsyncIterator[CountingServer]:
    """Listen, with these rules and limits, from the first line of the block on; ended by its pid."""
    async with _process(token) as (process, port):
        connector = TCPConnector(force_close=True)
        timeout = ClientTimeout(total=ANSWERS_WITHIN.total_seconds())
        async with ClientSession(connector=connector, timeout=timeout) as session:
            server = CountingServer(f"http://127.0.0.1:{port}", process.pid, session)
            await server.set_rules(rules)
            await server.limits(limits)
            yield server


@asynccontextmanager
async def _process(token: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, int]]:
    """Its errors go where ours go."""
    command = (sys.executable, "-m", "tests.faults.bot_api", "--port", "0", "--token", token)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *command, cwd=REPOSITORY, env={**kept, "PYTHONPATH": str(REPOSITORY)}, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield process, await _port(process)
    finally:
        await _end(process)


async def _port(process: asyncio.subprocess.Process) -> int:
    assert process.stdout is not None
    async with asyncio.timeout(STARTS_WITHIN.total_seconds()):
        return int(await process.stdout.readline())


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        async with asyncio.timeout(ENDS_WITHIN.total_seconds()):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
