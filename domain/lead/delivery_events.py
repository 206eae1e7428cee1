"""The events of a reminder's delivery. Format on disk, as all of ``events``."""

from dataclasses import KW_ONLY, dataclass
from datetime import datetime

from domain.lead.event_base import Event
from domain.reminders.reminder import ReminderId
from domain.reminders.schedule import BatchedReminders, RescheduledReminders


@dataclass(frozen=True)
class ReminderClaimed(Event):
    """``together`` are the reminders that share its message; mostly None."""

    TOPIC = "lead.reminder_claimed"
    reminder_id: ReminderId
    generation: int
    due_at: datetime
    _: KW_ONLY
    together: BatchedReminders | None = None


@dataclass(frozen=True)
class ReminderSent(Event):
    """``rescheduled`` is a newer generation that would have followed too soon, put off; mostly None."""

    TOPIC = "lead.reminder_sent"
    reminder_id: ReminderId
    generation: int
    message_id: int
    _: KW_ONLY
    rescheduled: RescheduledReminders | None = None


@dataclass(frozen=True)
class ReminderFailed(Event):
    """Its message surely did not arrive, and is not tried again."""

    TOPIC = "lead.reminder_failed"
    reminder_id: ReminderId
    generation: int
    reason: str


@dataclass(frozen=True)
class ReminderUnconfirmed(Event):
    """Whether its message arrived is not known."""

    TOPIC = "lead.reminder_unconfirmed"
    reminder_id: ReminderId
    generation: int
    reason: str


@dataclass(frozen=True)
class ReminderExpired(Event):
    """It was claimed, and when it could have been sent it was too late to be of use."""

    TOPIC = "lead.reminder_expired"
    reminder_id: ReminderId
    generation: int


@dataclass(frozen=True)
class ReminderRequeued(Event):
    """An operator had its message sent once more."""

    TOPIC = "lead.reminder_requeued"
    reminder_id: ReminderId
    generation: int
    reason: str


@dataclass(frozen=True)
class ReminderResolved(Event):
    """An operator found out whether its message arrived."""

    TOPIC = "lead.reminder_resolved"
    reminder_id: ReminderId
    generation: int
    delivered: bool
    reason: str
