"""T1: what is due is claimed. The event and the outbox entry are one transaction, and a generation has one of each."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.claiming import claim_command_id, claim_rows
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.read_models.scheduled_reminders import ReminderRow
from application.transactions import in_one_transaction


@dataclass(frozen=True, slots=True)
class ReminderClaims:
    """``useful_for`` is how late a reminder may come: what could not be sent by then is told as overdue instead."""

    transactions: Transactions
    clock: Clock
    useful_for: timedelta = timedelta(hours=24)

    async def claim_due(self, *, limit: int = 50) -> int:
        """Claims up to ``limit`` due reminders; gives how many. Racing pollers never claim the same one."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            due = await tx.reminders.due(now, limit=limit)
            if not due:
                return 0
            claimed = await claim_rows(tx, due, now, origin=_origin, useful_for=self.useful_for)
            return len(claimed.claims)

        return await in_one_transaction(self.transactions, work)

    async def next_due_at(self) -> datetime | None:
        async with self.transactions.read() as tx:
            return await tx.reminders.next_due_at()


def _origin(row: ReminderRow) -> Origin:
    return Origin(SCHEDULER, claim_command_id(row.reminder_id, row.generation))
