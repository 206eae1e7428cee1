"""A program that starts while another one computes read models waits until these are there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from application.errors import RebuildUnderWay
from application.projections.rebuild import LOOK_AGAIN_AFTER
from application.projections.registry import QUIET_LEADS
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import an_app_on_a_file
from tests.support.rebuilding import a_rebuild, all_hold, empty


class HeldAtFirst:
    """Implements the ``RebuildLock`` port: whoever asks first finds another program at it."""

    def __init__(self) -> None:
        self._asked = 0

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        self._asked += 1
        if self._asked == 1:
            raise RebuildUnderWay("another program is at it")
        yield


async def test_it_waits_and_tries_again(tmp_path: Path) -> None:
    clock = HurriedClock(MONDAY_9AM)
    async with an_app_on_a_file(tmp_path) as house:
        await house.planned_lead()
        async with house.transactions.write() as tx:
            await empty(tx, QUIET_LEADS)
            await tx.positions.advance(QUIET_LEADS.name, 0)

        await a_rebuild(house.transactions, clock=clock, lock=HeldAtFirst()).catch_up()

        assert clock.slept[0] == LOOK_AGAIN_AFTER
        assert await all_hold(house.transactions)
