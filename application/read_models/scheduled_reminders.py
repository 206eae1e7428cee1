"""``scheduled_reminders``: a line for each reminder, with its status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One row; its key is ``reminder_id``. ``kind`` is ``plan_step`` or ``follow_up``, whose number is ``step_id``."""

    reminder_id: str
    lead_id: UUID
    bot_id: int
    owner_id: int
    chat_id: int
    kind: str
    step_id: int
    generation: int
    due_at: datetime
    status: ReminderStatus
    reminder_count: int
    snooze_count: int
    last_reminded_at: datetime | None
    draft_text: str
    completed_at: datetime | None

    @property
    def key(self) -> str:
        return self.reminder_id


def reminder_rows(state: LeadState) -> Sequence[ReminderRow]:
    """A deleted lead has none. Reminders of older plans stay, with their last status."""
    if state.is_deleted:
        return []
    return [_row(state, reminder) for reminder in sorted(state.schedule, key=lambda reminder: str(reminder.id))]


def _row(state: LeadState, reminder: Reminder) -> ReminderRow:
    return ReminderRow(
        reminder_id=str(reminder.id),
        lead_id=state.lead_id,
        bot_id=state.bot_id,
        owner_id=state.owner_id,
        chat_id=state.chat_id,
        kind=reminder.id.kind.value,
        step_id=reminder.id.step_id,
        generation=reminder.generation,
        due_at=reminder.due_at,
        status=reminder.status,
        reminder_count=reminder.reminder_count,
        snooze_count=reminder.snooze_count,
        last_reminded_at=reminder.last_reminded_at,
        draft_text=_draft_text(state, reminder.id),
        completed_at=reminder.completed_at,
    )


def _draft_text(state: LeadState, reminder_id: ReminderId) -> str:
    if reminder_id.kind is ReminderKind.FOLLOW_UP:
        return ""
    return state.plan_number(reminder_id.plan_number).step(reminder_id.step_id).wording
