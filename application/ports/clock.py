"""The clock: the only way to read the time."""

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never jumps, whatever happens to the wall clock."""
        ...

    async def sleep_until(self, at: datetime) -> None:
        """Return once ``now()`` is at or past ``at``, also when the clock was moved there."""
        ...

    async def sleep(self, duration: timedelta) -> None:
        """By the monotonic clock: a jump of the wall clock neither shortens nor lengthens it."""
        ...
