"""A program that starts while another program computes read models waits for them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from application.errors import RebuildUnderWay
from application.projections.rebuild import LOOK_AGAIN_AFTER
from application.projections.registry import QUIET_LEADS
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp
from tests.support.rebuilding import a_rebuild, all_hold, empty


class LockedAtFirst:
    """Implements the ``RebuildLock`` port: at first another program has the lock."""

    def __init__(self) -> None:
        self._asked = 0

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        self._asked += 1
        if self._asked == 1:
            raise RebuildUnderWay("another program is at it")
        yield


async def test_it_waits_and_tries_again(app: MemoryApp) -> None:
    clock = HurriedClock(MONDAY_9AM)
    await app.planned_lead()
    async with app.transactions.write() as tx:
        await empty(tx, QUIET_LEADS)
        await tx.positions.advance(QUIET_LEADS.name, 0)

    await a_rebuild(app.transactions, clock=clock, lock=LockedAtFirst()).catch_up()

    assert clock.slept[0] == LOOK_AGAIN_AFTER
    assert await all_hold(app.transactions)
