"""After a stall messages leave one by one, still slower than Telegram allows."""

import asyncio
from itertools import pairwise

from application.delivery.pacing import UNPACED, Pacing
from application.relay.spacing import SendSpacer
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.leads import MONDAY_9AM


async def test_messages_that_come_together_leave_apart() -> None:
    clock = HurriedClock(MONDAY_9AM)
    spacer, left_at = SendSpacer(clock, Pacing(per_second=25)), list[float]()
    for _ in range(30):
        await spacer.wait_turn()
        left_at.append(clock.monotonic())

    gaps = [later - earlier for earlier, later in pairwise(left_at)]
    assert left_at[0] == 0
    assert 1 / 30 < min(gaps) <= max(gaps) < 1 / 25


async def test_after_a_rest_no_message_waits() -> None:
    clock = HurriedClock(MONDAY_9AM)
    spacer = SendSpacer(clock, Pacing())
    await spacer.wait_turn()
    clock.advance(Pacing().spacing)

    await spacer.wait_turn()

    assert clock.slept == []


async def test_without_a_pace_no_message_waits() -> None:
    clock = HurriedClock(MONDAY_9AM)
    spacer = SendSpacer(clock, UNPACED)

    await asyncio.gather(*(spacer.wait_turn() for _ in range(100)))

    assert clock.slept == []
