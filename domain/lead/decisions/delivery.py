"""Reminders on their way: a claim is decided, and what became of a message is recorded as the fact that it is."""

from datetime import datetime

from domain.errors import ClaimRefused
from domain.lead.decisions.deciding import Deciding
from domain.lead.events import (
    ReminderClaimed,
    ReminderExpired,
    ReminderFailed,
    ReminderRequeued,
    ReminderResolved,
    ReminderSent,
    ReminderUnconfirmed,
)
from domain.reminders.reminder import ReminderId
from domain.reminders.rules import batched, claimable, kept_apart, requeueable


class LeadDelivery:
    """The facts are recorded whatever the lead has become meanwhile."""

    def claim_reminder(self: Deciding, reminder_id: ReminderId, *, generation: int, at: datetime) -> None:
        """Spends this generation: it can never be claimed again. Raises ``ClaimRefused``."""
        if self.state.is_deleted:
            raise ClaimRefused(reminder_id, generation=generation, reason="its lead is deleted")
        waiting = self.state.schedule.get(reminder_id)
        reminder = claimable(waiting, reminder_id, generation=generation, at=at)
        together = batched(reminder, self.state.schedule)
        details = {"due_at": reminder.due_at, "together": together if together.reminders else None}
        self.decide(ReminderClaimed, at, reminder_id=reminder_id, generation=generation, **details)

    def record_sent(self: Deciding, reminder_id: ReminderId, *, generation: int, message_id: int, at: datetime) -> None:
        rescheduled = kept_apart(self.state.schedule.get(reminder_id), sent_at=at)
        told = {"reminder_id": reminder_id, "generation": generation, "message_id": message_id}
        self.decide(ReminderSent, at, **told, rescheduled=rescheduled)

    def record_failed(self: Deciding, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime) -> None:
        self.decide(ReminderFailed, at, reminder_id=reminder_id, generation=generation, reason=reason)

    def record_unconfirmed(
        self: Deciding, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime
    ) -> None:
        self.decide(ReminderUnconfirmed, at, reminder_id=reminder_id, generation=generation, reason=reason)

    def record_expired(self: Deciding, reminder_id: ReminderId, *, generation: int, at: datetime) -> None:
        self.decide(ReminderExpired, at, reminder_id=reminder_id, generation=generation)

    def record_resolved(
        self: Deciding, reminder_id: ReminderId, *, generation: int, delivered: bool, reason: str, at: datetime
    ) -> None:
        told = {"reminder_id": reminder_id, "generation": generation, "delivered": delivered}
        self.decide(ReminderResolved, at, **told, reason=reason)

    def requeue_reminder(
        self: Deciding, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime
    ) -> None:
        """An operator's wish to send a message once more. Raises ``RequeueRefused`` when nobody wants it now."""
        self.refuse_if_deleted()
        requeueable(self.state.schedule.get(reminder_id), reminder_id, generation=generation)
        self.decide(ReminderRequeued, at, reminder_id=reminder_id, generation=generation, reason=reason)
