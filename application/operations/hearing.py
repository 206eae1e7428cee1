"""Says when this program does not hear of other programs' commits: to the log, and to all processes."""

import logging

from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.ports.troubles import Trouble

log = logging.getLogger(__name__)

REASON = "a notification that a program sent to itself did not come back, as behind a pooler in transaction mode"


class Hearing:
    def __init__(self, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock
        self._hears: bool | None = None

    async def note(self, hears: bool) -> None:
        """Idempotent. Raise ``DatabaseUnavailable``."""
        was, self._hears = self._hears, hears
        if not hears:
            if was is not False:
                log.warning("notifications do not arrive: the database is looked at oftener", extra={"reason": REASON})
            async with self._transactions.write() as tx:
                await tx.troubles.note(Trouble.DEAF, REASON, at=self._clock.now())
        elif was is not True:
            await self._lift()

    async def _lift(self) -> None:
        """A former process may have left its trouble."""
        async with self._transactions.read() as tx:
            stands = any(one.trouble is Trouble.DEAF for one in await tx.troubles.all())
        if stands:
            log.info("notifications arrive again")
            async with self._transactions.write() as tx:
                await tx.troubles.lift(Trouble.DEAF)
