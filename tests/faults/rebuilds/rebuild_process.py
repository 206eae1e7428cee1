"""A rebuild in a process of its own, so that it can be killed, and how long its swaps took."""

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from adapters.sql.database import SqlDatabase
from application.ports.transaction import Transaction
from application.projections.registry import PROJECTIONS
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.settings import Settings
from tests.faults.rebuilds.stretch import Stretch, keep_stretches
from tests.faults.worker_process import FORKS
from tests.journeys.program import COMMAND

LONGEST_LIFE_S = 900

Work = Callable[[App], Awaitable[None]]
"""Something that can be pickled."""


async def exit_code_of(work: Work, settings: Settings, folder: Path) -> int:
    """The negative number of the signal that ended it. What it says goes to a file in ``folder``."""
    process = FORKS.Process(target=_live, args=(work, settings, folder), daemon=True)
    process.start()
    try:
        await asyncio.to_thread(process.join, LONGEST_LIFE_S)
        assert process.exitcode is not None
        return process.exitcode
    finally:
        process.kill()
        process.join()
        process.close()


async def printed_by_rebuild(environment: dict[str, str], folder: Path) -> Any:
    """Return the output of ``leadbell projections rebuild --json``, which must not fail."""
    command = (*COMMAND, "projections", "rebuild", "--json")
    with (folder / "rebuild.log").open("ab") as log:
        program = await asyncio.create_subprocess_exec(
            *command, env=environment, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=log
        )
    try:
        output, _ = await asyncio.wait_for(program.communicate(), LONGEST_LIFE_S)
    finally:
        with suppress(ProcessLookupError):
            program.kill()
    assert program.returncode == 0, (folder / "rebuild.log").read_text()
    return json.loads(output)


async def rebuild_everything(file: Path, app: App) -> None:
    """Keep in the file when no other could write."""
    timed = TimedTransactions(app.database)
    rebuild = replace(app.use.rebuild, transactions=timed)
    mended = [(await rebuild.rebuild(projection)).mended.count for projection in PROJECTIONS]
    assert not any(mended)
    keep_stretches(file, timed.exclusive)


@dataclass(frozen=True, slots=True)
class TimedTransactions:
    """``exclusive`` are the times without other writers. On PostgreSQL such a time begins with the request, since
    newcomers wait behind it; on SQLite with the lock, since a waiting writer keeps no other waiting."""

    inner: SqlDatabase
    exclusive: list[Stretch] = field(default_factory=list)

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        began = time.monotonic()
        try:
            async with self.inner.write(exclusive=exclusive) as tx:
                began = time.monotonic() if self.inner.is_sqlite else began
                yield tx
        finally:
            if exclusive:
                self.exclusive.append(Stretch(began, time.monotonic()))

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        return self.inner.read()


def _live(work: Work, settings: Settings, folder: Path) -> None:
    signal.alarm(LONGEST_LIFE_S)  # whatever becomes of the test
    with (folder / "rebuild.log").open("ab") as log:
        os.dup2(log.fileno(), 2)
    asyncio.run(_work(work, settings))


async def _work(work: Work, settings: Settings) -> None:
    async with bootstrap(settings) as app:
        await work(app)
