"""The clock of a program whose wall clock may be set under it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.clock_trust import ClockTrust
from application.ports.clock import Clock

LONGEST_NAP = timedelta(seconds=30)
"""The time is looked at again at least so often: trust in another one may have come back."""


@dataclass(frozen=True, slots=True)
class SteadiedClock:
    """Implements the ``Clock`` port. While the wall clock is doubted ``now`` goes on by steady time, so that no event
    bears a wrong time, whoever is at work when the clock is set."""

    clock: Clock
    trust: ClockTrust

    def now(self) -> datetime:
        return self.trust.time()

    def monotonic(self) -> float:
        return self.clock.monotonic()

    async def sleep_until(self, at: datetime) -> None:
        while (left := at - self.now()) > timedelta(0):
            await self.clock.sleep(min(left, LONGEST_NAP))

    async def sleep(self, duration: timedelta) -> None:
        await self.clock.sleep(duration)
