"""The sandbox's clock: Thursday's reminder is seen without waiting until Thursday."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# A sleeper looks at the clock again at least this often: the computer may have been asleep, or its clock set.
LONGEST_NAP_SECONDS = 30.0


class SandboxClock:
    """Real time, run at ``speed``, plus everything that was skipped. It never goes back.

    ``start`` returns the real time (aware), ``monotonic`` the real seconds. ``offset`` is how far an earlier sandbox
    was ahead of real time: so the clock does not go back at a restart.
    """

    def __init__(
        self,
        start: Callable[[], datetime],
        monotonic: Callable[[], float],
        speed: float = 1.0,
        *,
        offset: timedelta = timedelta(0),
    ) -> None:
        if speed <= 0:
            raise ValueError("the sandbox's clock needs a speed above 0, for example 60")
        self._real_time = start
        self._real_monotonic = monotonic
        self._speed = speed
        self._started_at = start().astimezone(UTC)
        self._ahead = offset
        self._latest = self._started_at + offset
        self._jumped = asyncio.Event()

    def now(self) -> datetime:
        """Return the sandbox's time, in UTC; never earlier than a time returned before."""
        elapsed = self._real_time() - self._started_at
        self._latest = max(self._latest, self._started_at + elapsed * self._speed + self._ahead)
        return self._latest

    def monotonic(self) -> float:
        """Return seconds at the clock's speed, so that durations agree with ``now``; skips do not count."""
        return self._real_monotonic() * self._speed

    @property
    def offset(self) -> timedelta:
        """How far the sandbox is ahead of real time now: for the next sandbox."""
        return self.now() - self._real_time()

    async def sleep_until(self, at: datetime) -> None:
        """Return as soon as ``now() >= at``, at once when the clock is skipped past it."""
        while (left := at - self.now()) > timedelta(0):
            await self._nap(left.total_seconds() / self._speed)

    async def sleep(self, duration: timedelta) -> None:
        """By ``monotonic``: skipping the clock does not shorten it."""
        await asyncio.sleep(max(0.0, duration.total_seconds() / self._speed))

    def skip_to(self, at: datetime) -> None:
        """Make it ``at``, unless it is later already."""
        self.advance(max(at - self.now(), timedelta(0)))

    def advance(self, by: timedelta) -> None:
        """Skip ``by``. Raise ``ValueError`` when that would go back."""
        if by < timedelta(0):
            raise ValueError("the sandbox's clock does not go back")
        self._ahead += by
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def _nap(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._jumped.wait(), min(seconds, LONGEST_NAP_SECONDS))
        except TimeoutError:
            return
