import asyncio
from datetime import timedelta

from adapters.memory.database import MemoryTransactions
from adapters.memory.manual_clock import ManualClock
from application.doorbell import Doorbells
from tests.leads import MONDAY_9AM

HOUR = timedelta(hours=1)


async def test_a_loop_waits_until_its_time() -> None:
    clock = ManualClock(MONDAY_9AM)
    waiting = asyncio.ensure_future(Doorbells(clock).hang().wait(MONDAY_9AM + HOUR))
    await asyncio.sleep(0)
    assert not waiting.done()

    clock.advance(HOUR)

    await asyncio.wait_for(waiting, timeout=5)


async def test_a_commit_wakes_every_loop() -> None:
    bells = Doorbells(ManualClock(MONDAY_9AM))
    transactions = MemoryTransactions(bells.ring)
    waiting = [asyncio.ensure_future(bells.hang().wait(MONDAY_9AM + HOUR)) for _ in range(2)]
    await asyncio.sleep(0)

    async with transactions.write() as tx:
        await tx.commands.remember("c", at=MONDAY_9AM)

    await asyncio.wait_for(asyncio.gather(*waiting), timeout=5)


async def test_ringing_while_nobody_waits_is_remembered_once() -> None:
    clock = ManualClock(MONDAY_9AM)
    bells = Doorbells(clock)
    bell = bells.hang()
    bells.ring()
    bells.ring()

    await asyncio.wait_for(bell.wait(MONDAY_9AM + HOUR), timeout=5)

    second = asyncio.ensure_future(bell.wait(MONDAY_9AM + HOUR))
    await asyncio.sleep(0)
    assert not second.done()
    clock.advance(HOUR)
    await asyncio.wait_for(second, timeout=5)
