"""T1: what is due is claimed. The event and the outbox entry are one transaction, and a generation has one of each."""

import logging
from dataclasses import dataclass
from datetime import datetime

from application.delivery import EntryKind, NewEntry
from application.errors import AlreadyClaimed, LeadNotFound, UnreadableEvent
from application.journal import record, refresh_read_models
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.reminder_projection import ReminderRow
from application.retrying import in_one_transaction
from application.wording.reminder_message import reminder_message
from domain.errors import ClaimRefused
from domain.lead import Lead
from domain.reminder import ReminderId

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReminderClaims:
    transactions: Transactions
    clock: Clock

    async def claim_due(self, *, limit: int = 50) -> int:
        """Claims up to ``limit`` due reminders; gives how many. Racing pollers never claim the same one."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            due = await tx.reminders.due(now, limit=limit)
            return sum([await self._claim(tx, row, now) for row in due])

        return await in_one_transaction(self.transactions, work)

    async def next_due_at(self) -> datetime | None:
        async with self.transactions.read() as tx:
            return await tx.reminders.next_due_at()

    async def _claim(self, tx: Transaction, row: ReminderRow, now: datetime) -> bool:
        """Whatever is wrong with one lead, the others' reminders come."""
        try:
            return await self._claimed(tx, row, now)
        except (LeadNotFound, UnreadableEvent, AlreadyClaimed) as error:
            log.error("a due reminder was not claimed", extra={"reminder_id": row.reminder_id, "reason": str(error)})
            return False

    async def _claimed(self, tx: Transaction, row: ReminderRow, now: datetime) -> bool:
        reminder_id = ReminderId.parse(row.reminder_id)
        lead = await tx.log.load(row.lead_id)
        try:
            lead.claim_reminder(reminder_id, generation=row.generation, at=now)
        except ClaimRefused as refusal:
            # The read model says due and the log says no. The log is right; the row would be in the way for ever.
            log.error("a due reminder was refused", extra={"reminder_id": row.reminder_id, "reason": refusal.reason})
            await refresh_read_models(tx, lead.state)
            return False
        await record(tx, lead, _origin(row), at=now)
        await tx.outbox.add(_entry(lead, reminder_id, row.generation), at=now)
        return True


def claim_command_id(reminder_id: object, generation: int) -> str:
    """Names the claim of one generation for all time."""
    return f"claim:{reminder_id}:{generation}"


def _origin(row: ReminderRow) -> Origin:
    return Origin(SCHEDULER, claim_command_id(row.reminder_id, row.generation))


def _entry(lead: Lead, reminder_id: ReminderId, generation: int) -> NewEntry:
    return NewEntry(
        EntryKind.REMINDER,
        lead.state.chat_id,
        reminder_message(lead.state, lead.state.schedule.reminders[reminder_id]),
        lead_id=lead.id,
        reminder_id=reminder_id,
        generation=generation,
    )
