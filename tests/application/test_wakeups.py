import asyncio
from datetime import timedelta

from adapters.memory.database import MemoryTransactions
from adapters.memory.manual_clock import ManualClock
from application.ports.work import Work
from application.wakeups import Wakeups
from tests.support.leads import BOT_ID, MONDAY_9AM

HOUR = timedelta(hours=1)


async def test_a_loop_waits_until_its_time() -> None:
    clock = ManualClock(MONDAY_9AM)
    waiting = asyncio.ensure_future(Wakeups(clock).subscribe(Work.MESSAGES).wait(MONDAY_9AM + HOUR))
    await asyncio.sleep(0)
    assert not waiting.done()

    clock.advance(HOUR)

    await asyncio.wait_for(waiting, timeout=5)


async def test_a_commit_wakes_the_loops_that_it_names() -> None:
    wakeups = Wakeups(ManualClock(MONDAY_9AM))
    transactions = MemoryTransactions(wakeups.notify).of_bot(BOT_ID)
    waiting = [asyncio.ensure_future(wakeups.subscribe(work).wait(MONDAY_9AM + HOUR)) for work in Work]
    await asyncio.sleep(0)

    async with transactions.write() as tx:
        await tx.commands.remember("c", at=MONDAY_9AM)
        tx.wake(*Work)

    await asyncio.wait_for(asyncio.gather(*waiting), timeout=5)


async def test_a_notification_before_the_loop_waits_is_remembered_once() -> None:
    clock = ManualClock(MONDAY_9AM)
    wakeups = Wakeups(clock)
    wakeup = wakeups.subscribe(Work.MESSAGES)
    wakeups.notify()
    wakeups.notify()

    await asyncio.wait_for(wakeup.wait(MONDAY_9AM + HOUR), timeout=5)

    second = asyncio.ensure_future(wakeup.wait(MONDAY_9AM + HOUR))
    await asyncio.sleep(0)
    assert not second.done()
    clock.advance(HOUR)
    await asyncio.wait_for(second, timeout=5)


async def test_a_loop_is_woken_for_its_own_work_only() -> None:
    wakeups = Wakeups(ManualClock(MONDAY_9AM))
    sender, planner = wakeups.subscribe(Work.MESSAGES), wakeups.subscribe(Work.PLANS)
    waiting = [asyncio.ensure_future(wakeup.wait(MONDAY_9AM + HOUR)) for wakeup in (sender, planner)]
    await asyncio.sleep(0)

    wakeups.notify([Work.MESSAGES])

    await asyncio.wait_for(waiting[0], timeout=5)
    assert not waiting[1].done()
    wakeups.notify()
    await asyncio.wait_for(waiting[1], timeout=5)


async def test_a_loop_does_not_oversleep_when_the_wall_clock_is_set_back() -> None:
    clock = ManualClock(MONDAY_9AM)
    waiting = asyncio.ensure_future(Wakeups(clock).subscribe(Work.MESSAGES).wait(MONDAY_9AM + HOUR))
    for _ in range(3):
        await asyncio.sleep(0)
    clock.jump_wall_clock(-5 * HOUR)

    clock.advance(HOUR)

    await asyncio.wait_for(waiting, timeout=5)
