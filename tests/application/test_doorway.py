"""After a stall messages leave one by one, still slower than Telegram allows."""

import asyncio
from itertools import pairwise

from application.delivery.pacing import UNPACED, Pacing
from application.relay.spacing import Doorway
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.leads import MONDAY_9AM


async def test_those_who_come_together_leave_apart() -> None:
    clock = HurriedClock(MONDAY_9AM)
    doorway, left_at = Doorway(clock, Pacing(per_second=25)), list[float]()
    for _ in range(30):
        await doorway.pass_through()
        left_at.append(clock.monotonic())

    gaps = [later - earlier for earlier, later in pairwise(left_at)]
    assert left_at[0] == 0
    assert 1 / 30 < min(gaps) <= max(gaps) < 1 / 25


async def test_after_a_rest_nobody_waits() -> None:
    clock = HurriedClock(MONDAY_9AM)
    doorway = Doorway(clock, Pacing())
    await doorway.pass_through()
    clock.advance(Pacing().spacing)

    await doorway.pass_through()

    assert clock.slept == []


async def test_without_a_pace_nobody_waits() -> None:
    clock = HurriedClock(MONDAY_9AM)
    doorway = Doorway(clock, UNPACED)

    await asyncio.gather(*(doorway.pass_through() for _ in range(100)))

    assert clock.slept == []
