"""What is due is claimed so that nobody else can, and by somebody who will not send it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from application.delivery import EntryKind, NewEntry
from application.journal import Recording, refresh_read_models
from application.operator_mandate import Mandate
from application.origin import Origin
from application.ports.outbox import Claim
from application.ports.transaction import Transaction
from application.reminder_claims import claim_command_id
from application.reminder_projection import ReminderRow
from application.wording.reminder_message import reminder_message
from domain.errors import ClaimRefused
from domain.lead import Lead
from domain.lead_state import LeadState
from domain.reminder import ReminderId


@dataclass(slots=True)
class UnsentClaims:
    """``unreadable`` are reminders whose leads cannot be read, ``stale`` leads whose reminders were shown as due
    and were not."""

    claims: set[Claim] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    stale: list[LeadState] = field(default_factory=list)


async def claim_unsent(
    tx: Transaction, mandate: Mandate, now: datetime, *, limit: int, passed_over: Collection[str]
) -> UnsentClaims:
    """Claims up to ``limit`` due reminders but those ``passed_over``. Their entries are queued: the caller must end
    them before this transaction does."""
    rows = await tx.reminders.due(now, limit=limit + len(passed_over))
    rows = [row for row in rows if row.reminder_id not in passed_over]
    loaded = await tx.log.load_all({row.lead_id for row in rows})
    due, recording, entries = UnsentClaims(), Recording(), list[NewEntry]()
    for row in rows:
        lead = loaded.leads.get(row.lead_id)
        if lead is None:
            due.unreadable.add(row.reminder_id)
        elif _takes_claim(lead, row, now):
            recording.take(lead, _origin(mandate, row))
            entries.append(_entry(lead, row))
        else:
            due.stale.append(lead.state)
    await recording.write(tx, at=now)
    await refresh_read_models(tx, due.stale)
    taken = set(await tx.outbox.add_all(entries, at=now))
    due.claims = {claim for entry in entries if (claim := claim_of(entry)) and claim not in taken}
    return due


def claim_of(entry: NewEntry) -> Claim | None:
    if entry.reminder_id is None or entry.generation is None:
        return None
    return entry.reminder_id, entry.generation


def _takes_claim(lead: Lead, row: ReminderRow, now: datetime) -> bool:
    try:
        lead.claim_reminder(ReminderId.parse(row.reminder_id), generation=row.generation, at=now)
    except ClaimRefused:
        return False
    return True


def _origin(mandate: Mandate, row: ReminderRow) -> Origin:
    claim = claim_command_id(row.reminder_id, row.generation)
    return Origin(mandate.actor, claim, correlation_id=mandate.command_id, causation_id=mandate.command_id)


def _entry(lead: Lead, row: ReminderRow) -> NewEntry:
    """It never expires: it waits for a person, who knows how late it is."""
    reminder_id = ReminderId.parse(row.reminder_id)
    return NewEntry(
        EntryKind.REMINDER,
        lead.state.chat_id,
        reminder_message(lead.state, lead.state.schedule.reminders[reminder_id]),
        lead_id=lead.id,
        reminder_id=reminder_id,
        generation=row.generation,
        due_at=row.due_at,
    )
