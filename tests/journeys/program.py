"""``leadbell`` as processes of their own, so that they can be killed."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from entrypoints.sandbox.program import SANDBOX_TOKEN

REPOSITORY = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from entrypoints.cli import main; main()")

AT_ANY_HOUR = {"QUIET_HOURS": "none", "WORKDAYS": "mon-sun"}
"""These programs go by the real clock: it must not matter when the tests are run."""


def settings(database_url: str, api_url: str = "http://127.0.0.1:1", **more: str) -> dict[str, str]:
    """Return the environment of a program: the settings, and the few variables that any process needs."""
    given = {"DATABASE_URL": database_url, "TELEGRAM_API_URL": api_url, "TELEGRAM_TOKEN": SANDBOX_TOKEN}
    given |= {**AT_ANY_HOUR, **more}
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(REPOSITORY), **{f"LEADBELL_{name}": value for name, value in given.items()}}


async def start(*arguments: str, environment: dict[str, str], folder: Path) -> asyncio.subprocess.Process:
    """In ``folder``, so that no ``.env`` of the repository is read. Errors are kept in ``stderr.log`` there."""
    with (folder / "stderr.log").open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            *COMMAND, *arguments, env=environment, cwd=folder, stdout=asyncio.subprocess.DEVNULL, stderr=errors
        )


@asynccontextmanager
async def processes(
    *arguments: str, environment: dict[str, str], folder: Path, count: int = 1
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    """So many of it at once; those still alive at the end are asked to stop, and do."""
    programs = [await start(*arguments, environment=environment, folder=folder) for _ in range(count)]
    try:
        yield programs
    finally:
        for program in programs:
            if program.returncode is None:
                program.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            await asyncio.gather(*(program.wait() for program in programs))


async def printed(*arguments: str, environment: dict[str, str], folder: Path) -> tuple[int, str, str]:
    """Exit code, output and errors of a command that ends by itself."""
    program = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        env=environment,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        output, errors = await program.communicate()
    return program.returncode or 0, output.decode(), errors.decode()


async def printed_json(*arguments: str, environment: dict[str, str], folder: Path) -> Any:
    _, output, _ = await printed(*arguments, "--json", environment=environment, folder=folder)
    return json.loads(output)
