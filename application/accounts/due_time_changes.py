"""Waiting reminders with another due time after a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId, ReminderStatus


@dataclass(frozen=True, slots=True)
class Moved:
    """``before`` and ``after`` are due times in UTC; ``title`` is the lead's."""

    lead_id: UUID
    title: str
    reminder_id: ReminderId
    before: datetime
    after: datetime


def moved_reminders(before: LeadState, after: LeadState) -> Sequence[Moved]:
    """In the order of their steps."""
    found = []
    for reminder in sorted(after.schedule, key=lambda reminder: reminder.id):
        known = before.schedule.get(reminder.id)
        if known and reminder.status is ReminderStatus.PENDING and known.due_at != reminder.due_at:
            found.append(Moved(after.lead_id, after.label, reminder.id, known.due_at, reminder.due_at))
    return found
