"""A program that starts while another one computes read models waits until these are there."""

import asyncio

from adapters.memory.projection_versions import MemoryRebuildLock
from application.projections.rebuild import LOOK_AGAIN_AFTER
from application.projections.registry import QUIET_LEADS
from tests.application.house import House
from tests.rebuilding import a_rebuild, all_hold, empty


async def test_it_waits_and_finds_it_done(house: House) -> None:
    await house.planned_lead()
    async with house.transactions.write() as tx:
        await empty(tx, QUIET_LEADS)
        await tx.positions.advance(QUIET_LEADS.name, 0)
    lock = MemoryRebuildLock()
    starting = a_rebuild(house.transactions, clock=house.clock, lock=lock)

    async with lock.held():
        start = asyncio.create_task(starting.catch_up())
        for _ in range(20):
            await asyncio.sleep(0)
        assert not start.done()
    house.clock.advance(LOOK_AGAIN_AFTER)
    async with asyncio.timeout(5):
        await start

    assert await all_hold(house.transactions)
