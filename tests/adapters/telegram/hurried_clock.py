"""A clock on which sleeping takes no time: it moves on at once, and records for how long."""

import asyncio
from datetime import datetime, timedelta

from adapters.memory.manual_clock import ManualClock


class HurriedClock(ManualClock):
    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.slept: list[timedelta] = []

    async def sleep_until(self, at: datetime) -> None:
        self.slept.append(at - self.now())
        self.move_to(at)
        await asyncio.sleep(0)

    async def sleep(self, duration: timedelta) -> None:
        self.slept.append(duration)
        self.advance(duration)
        await asyncio.sleep(0)
