"""A database that was restored from a backup, or copied, does not know what was sent since. It must not send it again.

It is found out by what does not come along with a copy: where the database lives, and a count kept outside of it.
"""

from dataclasses import dataclass

from application.errors import DatabaseRestored
from application.ports.copy_detection import CopyMarker
from application.ports.transaction import Transactions

WHAT_TO_DO = (
    "what it would send may have been sent already. Run `leadbell outbox fence --since TIME --reason R` with the time "
    "of the backup (or of the last stop, when you only moved it), then start again"
)


@dataclass(frozen=True, slots=True)
class RestoredCopy:
    transactions: Transactions
    copy_marker: CopyMarker

    async def refuse(self) -> None:
        """Raises ``DatabaseRestored`` for a copy. A database that is new here is accepted and known from now on."""
        problem = await self.problem()
        if problem is not None:
            raise DatabaseRestored(f"{problem}: {WHAT_TO_DO} (LEADBELL_DATABASE_URL={self.copy_marker.database})")
        if await self._is_unknown():
            await self.accept()

    async def problem(self) -> str | None:
        """Why this database must not send, in a few words; None when it may."""
        place = await self.copy_marker.place()
        async with self.transactions.read() as tx:
            identity = await tx.installation.identity()
            high_water_mark = (await tx.rate_limiter.bucket()).high_water_mark
            is_new = await tx.log.head() == 0 and not await tx.outbox.count_by_state()
        remembered = self.copy_marker.remembered()
        if identity is not None and identity != place:
            return "this database is a copy, or has been moved"
        if remembered is not None and remembered > high_water_mark and not is_new:
            return "this database is older than what was sent from here"
        if identity is not None and remembered is None and self.copy_marker.keeps_count:
            return "the witness file beside this database is missing"
        return None

    async def _is_unknown(self) -> bool:
        async with self.transactions.read() as tx:
            is_new = await tx.log.head() == 0 and not await tx.outbox.count_by_state()
            return is_new or await tx.installation.identity() is None

    async def accept(self) -> None:
        """This database is the one from now on. Only for one that is new, or fenced."""
        place = await self.copy_marker.place()
        async with self.transactions.write() as tx:
            await tx.installation.identify(place)
            high_water_mark = (await tx.rate_limiter.bucket()).high_water_mark
        self.copy_marker.restart(high_water_mark)
