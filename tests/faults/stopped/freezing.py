"""Processes that stop (SIGSTOP) and go on (SIGCONT): from outside, or by themselves at a point of their way."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from entrypoints.worker import Loops
from tests.faults.bot_api.killing import state_of
from tests.faults.points import Point, interrupted
from tests.faults.until import until

STOPS_WITHIN_S = 20


@asynccontextmanager
async def freezing_at(point: Point, loops: Loops) -> AsyncIterator[Loops]:
    """The first time that a worker gets there."""
    yield interrupted(loops, point, Ice().stop)


class Ice:
    """Stops its process once."""

    is_melted = False

    def stop(self) -> None:
        if not self.is_melted:
            self.is_melted = True
            freeze(os.getpid())


async def frozen(pid: int) -> None:
    """Return once it stands still. Raise ``TimeoutError``."""

    async def is_stopped() -> bool:
        return state_of(pid) == "T"

    await until(is_stopped, within_s=STOPS_WITHIN_S)


def freeze(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)


def thaw(pid: int) -> None:
    os.kill(pid, signal.SIGCONT)
