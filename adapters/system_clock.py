"""The only place in Leadbell that reads the clock."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

LONGEST_NAP = 30.0
"""Seconds. The wall clock is looked at again at least so often, so that a clock set forward is noticed."""

STEADY: int | None = getattr(time, "CLOCK_BOOTTIME", None)
"""On Linux the monotonic clock stands still while the computer sleeps; this one does not, and neither do leases."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.clock_gettime(STEADY) if STEADY is not None else time.monotonic()

    async def sleep_until(self, at: datetime) -> None:
        while (left := (at - self.now()).total_seconds()) > 0:  # noqa: ASYNC110 - no event signals that time passes
            await asyncio.sleep(min(left, LONGEST_NAP))

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(max(0.0, duration.total_seconds()))
