"""Workers that can be killed: the whole program without its bot, in processes of their own.

Importing it takes seconds, so one process imports it once and forks every worker (the ``forkserver`` of the standard
library). A worker waits for its beginning, so that a test can make arrangements about its pid first.
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

from pydantic import SecretStr

from application.delivery.pacing import UNPACED, Pacing
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.settings import Settings
from entrypoints.several_bots import Program
from entrypoints.stopping import stop_on_signals
from entrypoints.worker import Loops
from tests.faults.bot_api.call import DEFAULT_TOKEN

LONGEST_LIFE_S = 600
PATIENCE_S = 30
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__, "pytest"])  # pytest is the main program, which every child looks at again

Wrapping = Callable[[Loops], AbstractAsyncContextManager[Loops]]
"""Wraps ports for the test; it is pickled."""


@dataclass(frozen=True, slots=True)
class Order:
    """The worker's standard error goes to a file in ``folder``."""

    settings: Settings
    folder: Path
    pacing: Pacing = UNPACED
    wrapped: Wrapping = nullcontext


class WorkerProcess:
    """Waits from its start on for ``begin``."""

    def __init__(self, order: Order) -> None:
        warm_up()
        self._line, theirs = FORKS.Pipe()
        self._process = FORKS.Process(target=_live, args=(order, theirs), daemon=True)
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def begin(self) -> None:
        self._line.send("begin")

    async def running(self) -> None:
        """Return when its loops are about to start. Raise ``EOFError`` if it dies before."""
        await _readable(self._line.fileno())
        self._line.recv()

    async def ended(self) -> int:
        """Return its exit code; the negative number of the signal that killed it. Raise ``TimeoutError``."""
        await _readable(self._process.sentinel)
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def kill(self) -> None:
        self._process.kill()

    async def stop(self) -> int:
        """As an operator does. Return the exit code."""
        self._process.terminate()
        return await self.ended()

    def clean_up(self) -> None:
        self._line.close()
        if self.is_alive:
            self.kill()
        self._process.join(PATIENCE_S)
        self._process.close()


def worker_settings(
    url: str, api_url: str, lease: timedelta, request_timeout: timedelta, *, tokens: str = DEFAULT_TOKEN
) -> Settings:
    return Settings(
        database_url=url,
        telegram_token=SecretStr(tokens),
        telegram_api_url=api_url,
        lease=lease,
        request_timeout=request_timeout,
        trust_clock=True,  # else it asks Telegram for the time, and waits while Telegram is away
    )


@asynccontextmanager
async def a_worker(order: Order) -> AsyncIterator[WorkerProcess]:
    """It waits for ``begin``; dead at the end of the block at the latest."""
    worker = WorkerProcess(order)
    try:
        yield worker
    finally:
        worker.clean_up()


@cache
def warm_up() -> None:
    """Return when the program is imported: from then on a worker starts quickly, so that time can be measured."""
    process = FORKS.Process(target=int)
    process.start()
    process.join()
    process.close()


def _live(order: Order, line: Connection) -> None:
    signal.alarm(LONGEST_LIFE_S)  # whatever becomes of the test
    with (order.folder / "worker.log").open("ab") as log:
        os.dup2(log.fileno(), 2)
    line.recv()
    asyncio.run(_work(order, line))


async def _work(order: Order, line: Connection) -> None:
    stop = stop_on_signals()
    asyncio.get_running_loop().add_reader(line.fileno(), stop.set)  # the test has ended
    async with (
        bootstrap(order.settings) as app,
        running(app, with_bot=False, pacing=order.pacing) as program,
        AsyncExitStack() as stack,
    ):
        wrapped = [await stack.enter_async_context(order.wrapped(loops)) for loops in program.bots]
        line.send("running")
        await Program(wrapped).run(stop)


async def _readable(descriptor: int) -> None:
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, event.set)
    try:
        async with asyncio.timeout(PATIENCE_S):
            await event.wait()
    finally:
        loop.remove_reader(descriptor)
