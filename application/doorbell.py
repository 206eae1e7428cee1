"""Waking: a committed transaction may mean work for any loop, so it rings for all of them."""

import asyncio
from datetime import datetime

from application.ports.clock import Clock


class Doorbell:
    """Of one loop. Ringing while nobody waits is remembered, so that no work is slept through."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def wait(self, until: datetime) -> None:
        """Returns when it was rung since the last wait, or at ``until`` by the clock."""
        ringing = asyncio.ensure_future(self._rung.wait())
        sleeping = asyncio.ensure_future(self._clock.sleep_until(until))
        try:
            await asyncio.wait({ringing, sleeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ringing.cancel()
            sleeping.cancel()
            await asyncio.gather(ringing, sleeping, return_exceptions=True)
        self._rung.clear()


class Doorbells:
    """All the bells of this process. The database rings them after each commit, from the event loop's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._bells: list[Doorbell] = []

    def hang(self) -> Doorbell:
        bell = Doorbell(self._clock)
        self._bells.append(bell)
        return bell

    def ring(self) -> None:
        for bell in self._bells:
            bell.ring()
