"""T1: what is due is claimed. The event and the outbox entry are one transaction, and a generation has one of each."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery import EntryKind, NewEntry
from application.journal import Recording, refresh_read_models
from application.origin import SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.reminder_projection import ReminderRow
from application.retrying import in_one_transaction
from application.wording.reminder_message import reminder_message
from domain.errors import ClaimRefused
from domain.lead import Lead
from domain.lead_state import LeadState
from domain.reminder import ReminderId

log = logging.getLogger(__name__)


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
            return await self._claim(tx, due, now) if due else 0

        return await in_one_transaction(self.transactions, work)

    async def next_due_at(self) -> datetime | None:
        async with self.transactions.read() as tx:
            return await tx.reminders.next_due_at()

    async def _claim(self, tx: Transaction, due: Sequence[ReminderRow], now: datetime) -> int:
        """Whatever is wrong with one lead, the others' reminders come."""
        loaded = await tx.log.load_all({row.lead_id for row in due})
        recording, entries, stale = Recording(), list[NewEntry](), list[LeadState]()
        for row in due:
            lead = loaded.leads.get(row.lead_id)
            if lead is None:
                _report(row, str(loaded.unreadable.get(row.lead_id, "there is no such lead")))
            elif _is_claimed(lead, row, now):
                recording.take(lead, _origin(row))
                entries.append(self._entry(lead, row))
            else:
                # The read model says due and the log says no. The log is right; the row would be found for ever.
                stale.append(lead.state)
        await recording.write(tx, at=now)
        await refresh_read_models(tx, stale)
        refused = await tx.outbox.add_all(entries, at=now)
        for reminder_id, generation in refused:
            claim = claim_command_id(reminder_id, generation)
            log.error("a claim has an outbox entry already", extra={"claim": claim})
        return len(entries) - len(refused)

    def _entry(self, lead: Lead, row: ReminderRow) -> NewEntry:
        reminder_id = ReminderId.parse(row.reminder_id)
        return NewEntry(
            EntryKind.REMINDER,
            lead.state.chat_id,
            reminder_message(lead.state, lead.state.schedule.reminders[reminder_id]),
            lead_id=lead.id,
            reminder_id=reminder_id,
            generation=row.generation,
            due_at=row.due_at,
            expires_at=row.due_at + self.useful_for,
        )


def claim_command_id(reminder_id: object, generation: int) -> str:
    """Names the claim of one generation for all time."""
    return f"claim:{reminder_id}:{generation}"


def _is_claimed(lead: Lead, row: ReminderRow, now: datetime) -> bool:
    try:
        lead.claim_reminder(ReminderId.parse(row.reminder_id), generation=row.generation, at=now)
    except ClaimRefused as refusal:
        _report(row, refusal.reason)
        return False
    return True


def _report(row: ReminderRow, reason: str) -> None:
    log.error("a due reminder was not claimed", extra={"reminder_id": row.reminder_id, "reason": reason})


def _origin(row: ReminderRow) -> Origin:
    return Origin(SCHEDULER, claim_command_id(row.reminder_id, row.generation))
