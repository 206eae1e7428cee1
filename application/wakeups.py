"""Waking: what was committed may mean work for a loop, here or in another process, so it rings where it matters."""

import asyncio
from collections.abc import Collection
from datetime import datetime

from application.ports.clock import Clock
from application.ports.work import ANY_WORK, Work


class Wakeup:
    """Of one loop. Ringing while nobody waits is remembered, so that no work is slept through."""

    def __init__(self, clock: Clock, work: Work) -> None:
        self._clock = clock
        self.work = work
        self._rung = asyncio.Event()

    def notify(self) -> None:
        self._rung.set()

    async def wait(self, until: datetime) -> None:
        """Returns when it was rung since the last wait, or at ``until`` by the clock; and after the time that it is
        till then as of now, so that a wall clock set back makes nobody oversleep."""
        left = until - self._clock.now()
        reasons = {
            asyncio.ensure_future(one)
            for one in (self._rung.wait(), self._clock.sleep_until(until), self._clock.sleep(left))
        }
        try:
            await asyncio.wait(reasons, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for reason in reasons:
                reason.cancel()
            await asyncio.gather(*reasons, return_exceptions=True)
        self._rung.clear()


class Wakeups:
    """All the bells of this process. Whoever commits rings them, from the event loop's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wakeups: list[Wakeup] = []

    def subscribe(self, work: Work) -> Wakeup:
        wakeup = Wakeup(self._clock, work)
        self._wakeups.append(wakeup)
        return wakeup

    def notify(self, work: Collection[Work] = ANY_WORK) -> None:
        for wakeup in self._wakeups:
            if wakeup.work in work:
                wakeup.notify()
