"""Wakeups: a commit that brings work to a loop ends its sleep, here or in another process."""

import asyncio
from collections.abc import Collection
from datetime import datetime

from application.ports.clock import Clock
from application.ports.work import ANY_WORK, Work


class Wakeup:
    """Of one loop. A notification is remembered until the loop waits, so that no work is slept through."""

    def __init__(self, clock: Clock, work: Work) -> None:
        self._clock = clock
        self.work = work
        self._is_notified = asyncio.Event()

    def notify(self) -> None:
        self._is_notified.set()

    async def wait(self, until: datetime) -> None:
        """Return when it was notified since the last wait, or at ``until`` by the clock, or after the time until then
        as of now, so that a loop does not oversleep when the wall clock is set back."""
        left = until - self._clock.now()
        reasons = {
            asyncio.ensure_future(reason)
            for reason in (self._is_notified.wait(), self._clock.sleep_until(until), self._clock.sleep(left))
        }
        try:
            await asyncio.wait(reasons, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for reason in reasons:
                reason.cancel()
            await asyncio.gather(*reasons, return_exceptions=True)
        self._is_notified.clear()


class Wakeups:
    """Of all loops of this process. Commits notify them, from the event loop's thread."""

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
