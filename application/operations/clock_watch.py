"""Says when the clock is doubted, and when no more: to the log, and to all processes."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from application.clock_trust import Doubt, Doubts
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.ports.troubles import Trouble
from application.transactions import run_in_transaction

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=10)
SAID_AGAIN_AFTER = timedelta(minutes=1)
ASKED_AFTER = timedelta(minutes=10)
"""At each look while the clock is doubted."""


class ClockWatch:
    """``ask`` asks the messenger for any answer, since it bears its time, and raises nothing; None in a program that
    polls for updates, and so hears it all the time, or compares no clocks."""

    def __init__(
        self, transactions: Transactions, clock: Clock, doubt: Doubts, ask: Callable[[], Awaitable[None]] | None
    ) -> None:
        self._transactions = transactions
        self._clock = clock
        self._doubt = doubt
        self._ask = ask
        self._asked_at: float | None = None
        self._is_said = False
        self._noted_at: float | None = None
        self._stands = True
        """A former process may have left its doubt."""

    async def look(self) -> None:
        """Raise ``DatabaseUnavailable``, ``ConcurrentChange``; then the next look says it."""
        await self._ask_for_the_time()
        doubt = self._doubt()
        if doubt is None:
            await self._lift()
        elif not doubt.is_settling:
            await self._say(doubt)

    async def _ask_for_the_time(self) -> None:
        if self._ask is None:
            return
        after = EVERY if self._doubt() else ASKED_AFTER
        if self._asked_at is None or self._passed(self._asked_at, after):
            self._asked_at = self._clock.monotonic()
            await self._ask()

    async def _say(self, doubt: Doubt) -> None:
        if not self._is_said:
            log.error("the clock is doubted: nothing becomes due until it is right", extra={"reason": doubt.reason})
        self._is_said = True
        if self._noted_at is None or self._passed(self._noted_at, SAID_AGAIN_AFTER):
            self._stands = True
            await run_in_transaction(
                self._transactions, lambda tx: tx.troubles.note(Trouble.CLOCK_DOUBTED, doubt.reason, at=doubt.since)
            )
            self._noted_at = self._clock.monotonic()

    async def _lift(self) -> None:
        if self._is_said:
            log.info("the clock is trusted again")
        self._is_said, self._noted_at = False, None
        if self._stands:
            await self._forget()
        self._stands = False

    async def _forget(self) -> None:
        async with self._transactions.read() as tx:
            stands = any(one.trouble is Trouble.CLOCK_DOUBTED for one in await tx.troubles.all())
        if stands:
            await run_in_transaction(self._transactions, lambda tx: tx.troubles.lift(Trouble.CLOCK_DOUBTED))

    def _passed(self, since: float, duration: timedelta) -> bool:
        return self._clock.monotonic() - since >= duration.total_seconds()
