"""Claiming what is due: the event and the outbox entry of each reminder, in one transaction."""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.delivery.entry import EntryKind, NewEntry
from application.origin import SCHEDULER, Origin, claim_command_id
from application.ports.clock import Clock
from application.ports.outbox import Claim
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.read_models.scheduled_reminders import ReminderRow
from application.recording import Recording, refresh_read_models
from application.transactions import run_in_transaction
from application.wording.reminder import due_message
from domain.errors import ClaimRefused
from domain.lead.decisions.delivery import claim_reminder
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId, ReminderStatus

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Claimed:
    """``unreadable`` are reminders whose leads cannot be read, ``stale`` leads whose rows were due though the log says
    no."""

    claims: set[Claim] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    stale: list[LeadState] = field(default_factory=list)


async def claim_rows(
    tx: Transaction,
    rows: Sequence[ReminderRow],
    now: datetime,
    *,
    origin: Callable[[ReminderRow], Origin],
    expires_after: timedelta | None,
) -> Claimed:
    """Whatever is wrong with a lead, the reminders of others are claimed. ``expires_after`` is how late they may be
    sent; None for ever."""
    loaded = await tx.log.load_all({row.lead_id for row in rows})
    claimed, recording, entries = Claimed(), Recording(), defaultdict[int, list[NewEntry]](list)
    for row in rows:
        lead = loaded.leads.get(row.lead_id)
        if lead is None:
            claimed.unreadable.add(row.reminder_id)
            _report(row, str(loaded.unreadable.get(row.lead_id, "there is no such lead")))
        elif _is_batched_with_another(lead, row):
            continue
        elif _takes_claim(lead, row, now):
            recording.take(lead, origin(row))
            entries[row.bot_id].append(_entry(lead, row, expires_after))
        else:
            # The log is right, not the read model; its row would be found for ever.
            claimed.stale.append(lead.state)
    await recording.write(tx, at=now)
    await refresh_read_models(tx, claimed.stale)
    for bot_id, of_bot in entries.items():
        claimed.claims |= await _queued(tx.of_bot(bot_id), of_bot, now)
    return claimed


async def _queued(tx: Transaction, entries: Sequence[NewEntry], now: datetime) -> set[Claim]:
    taken = await tx.outbox.add_all(entries, at=now)
    if entries:
        tx.wake(Work.MESSAGES)
    for claim in taken:
        log.error("a claim has an outbox entry already", extra={"claim": claim_command_id(*claim)})
    return {entry.claim for entry in entries if entry.claim and entry.claim not in taken}


def _is_batched_with_another(lead: Lead, row: ReminderRow) -> bool:
    """Another row has just been claimed, and its message is about this reminder too."""
    reminder = lead.state.schedule.get(ReminderId.parse(row.reminder_id))
    if reminder is None or reminder.generation != row.generation:
        return False
    return reminder.status is ReminderStatus.CLAIMED and reminder.batched_with is not None


def _takes_claim(lead: Lead, row: ReminderRow, now: datetime) -> bool:
    try:
        reminder_id = ReminderId.parse(row.reminder_id)
        lead.record(claim_reminder(lead.state, reminder_id, generation=row.generation, at=now))
    except ClaimRefused as refusal:
        _report(row, refusal.reason)
        return False
    return True


def _report(row: ReminderRow, reason: str) -> None:
    log.error("a due reminder was not claimed", extra={"reminder_id": row.reminder_id, "reason": reason})


def _entry(lead: Lead, row: ReminderRow, expires_after: timedelta | None) -> NewEntry:
    reminder_id = ReminderId.parse(row.reminder_id)
    return NewEntry(
        EntryKind.REMINDER,
        lead.state.chat_id,
        due_message(lead.state, lead.state.schedule.reminders[reminder_id]),
        lead_id=lead.id,
        reminder_id=reminder_id,
        generation=row.generation,
        due_at=row.due_at,
        expires_at=row.due_at + expires_after if expires_after is not None else None,
    )


@dataclass(frozen=True, slots=True)
class ReminderClaims:
    """``expires_after`` is how late a reminder may be sent; later it is listed as overdue instead."""

    transactions: Transactions
    clock: Clock
    expires_after: timedelta = timedelta(hours=24)

    async def claim_due(self, *, limit: int = 50) -> int:
        """Claim up to ``limit`` due reminders; return how many. Racing pollers never claim the same reminder."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            due = await tx.reminders.due(now, limit=limit)
            if not due:
                return 0
            claimed = await claim_rows(tx, due, now, origin=_origin, expires_after=self.expires_after)
            return len(claimed.claims)

        return await run_in_transaction(self.transactions, work)

    async def next_due_at(self) -> datetime | None:
        async with self.transactions.read() as tx:
            return await tx.reminders.next_due_at()


def _origin(row: ReminderRow) -> Origin:
    return Origin(SCHEDULER, claim_command_id(row.reminder_id, row.generation))
