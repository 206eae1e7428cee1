"""A clock that stands still until a test moves it."""

import asyncio
from datetime import UTC, datetime, timedelta


class ManualClock:
    """Implements the ``Clock`` port. Naive times and steps backwards raise ``ValueError``."""

    def __init__(self, start: datetime) -> None:
        self._now = _aware(start)
        self._monotonic = 0.0
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    async def sleep_until(self, at: datetime) -> None:
        _aware(at)
        while self._now < at:
            await self._moved.wait()

    async def sleep(self, duration: timedelta) -> None:
        wakes_at = self._monotonic + duration.total_seconds()
        while self._monotonic < wakes_at:
            await self._moved.wait()

    def advance(self, by: timedelta) -> None:
        """Time passes: both clocks move, and who slept until then wakes."""
        if by < timedelta(0):
            raise ValueError("time does not run backwards; a corrected wall clock is jump_wall_clock")
        self._monotonic += by.total_seconds()
        self._show(self._now + by)

    def move_to(self, at: datetime) -> None:
        self.advance(_aware(at) - self._now)

    def jump_wall_clock(self, by: timedelta) -> None:
        """The wall clock was set, forwards or back: no time has passed."""
        self._show(self._now + by)

    def _show(self, now: datetime) -> None:
        self._now = now
        # A sleeper wakes by the old event and looks at the time again; the next sleepers wait for the next move.
        self._moved.set()
        self._moved = asyncio.Event()


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError(f"a naive time: {at}")
    return at.astimezone(UTC)
