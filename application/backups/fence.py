"""Quarantine after a restore: messages that may have been sent since the backup must not be sent again.

The database does not know the time since the backup, but Telegram does. Messages that waited then, and reminders that
have become due since, may have arrived: they become unconfirmed, and wait for a person.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from application.backups.fence_batch import Fenced, Fencing
from application.errors import ApplicationError, ConcurrentChange
from application.operator_request import OperatorRequest
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.transactions import run_in_transaction

OTHERS_AT_WORK = (
    "not all reminders that are due could be claimed: stop every other Leadbell, see that the read models hold "
    "(`leadbell audit verify`), then run the fence again"
)

Batch = Callable[[frozenset[str]], Awaitable[Fenced]]


class FenceInTheFuture(ApplicationError):
    def __init__(self, since: datetime) -> None:
        super().__init__(f"{since.isoformat()} is still to come: --since is the moment at which the backup was made")
        self.since = since


async def accept_any_copy() -> None:
    """For a database without a copy marker."""


@dataclass(frozen=True, slots=True)
class OutboxFence:
    """``accept`` is called at the end: from then on this copy of the database may send. ``batch`` is how many
    reminders, and how many entries, one transaction takes."""

    transactions: Transactions
    clock: Clock
    accept: Callable[[], Awaitable[None]] = accept_any_copy
    batch: int = 300

    async def fence(self, since: datetime, request: OperatorRequest, *, dry_run: bool = False) -> Fenced:
        """``since`` is when the backup was made. After an interruption, run it again: it does the rest.

        No other program may send meanwhile. Raise ``FenceInTheFuture``, and ``ConcurrentChange`` when one does.
        """
        if since > self.clock.now():
            raise FenceInTheFuture(since)
        fencing = Fencing(request, since, self.batch)
        if dry_run:
            now = self.clock.now()
            return await run_in_transaction(
                self.transactions,
                lambda tx: _until_the_end(lambda passed_over: fencing.one_batch(tx, now, passed_over=passed_over)),
                dry_run=True,
            )
        fenced = await self._in_transactions(fencing)
        await self.accept()
        return fenced

    async def _in_transactions(self, fencing: Fencing) -> Fenced:
        """One for each batch, so that none is long, and an interruption keeps the batches before it."""

        async def batch(passed_over: frozenset[str]) -> Fenced:
            return await run_in_transaction(
                self.transactions, lambda tx: fencing.one_batch(tx, self.clock.now(), passed_over=passed_over)
            )

        fenced = await _until_the_end(batch)
        fenced += Fenced(unreadable=await self._out_of_reach(fenced))
        if not fenced.entries:  # who accepted this copy must be known all the same
            now = self.clock.now()
            await run_in_transaction(self.transactions, lambda tx: fencing.leave_trail(tx, fenced, now))
        return fenced

    async def _out_of_reach(self, fenced: Fenced) -> frozenset[str]:
        """Due reminders that were not claimed. On PostgreSQL a locked reminder is passed over, and would be sent after
        all: raise ``ConcurrentChange``. A reminder without a line in the list of leads cannot be sent."""
        known = fenced.unreadable
        async with self.transactions.read() as tx:
            due = await tx.reminders.due(self.clock.now(), limit=len(known) + self.batch)
            left = [row for row in due if row.reminder_id not in known]
            loaded = await tx.log.load_all({row.lead_id for row in left})
        if any(row.lead_id in loaded.leads for row in left):
            raise ConcurrentChange(OTHERS_AT_WORK)
        return frozenset(row.reminder_id for row in left)


async def _until_the_end(batch: Batch) -> Fenced:
    fenced = Fenced()
    while True:
        some = await batch(fenced.unreadable)
        if some == Fenced():
            return fenced
        fenced += some
