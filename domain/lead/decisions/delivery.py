"""The decisions to claim a reminder and to send it once more, and the facts of its delivery.

Facts are recorded in any state of the lead, so they are named as facts and have no refusals.
"""

from datetime import datetime

from domain.errors import ClaimRefused
from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import (
    ReminderClaimed,
    ReminderExpired,
    ReminderFailed,
    ReminderRequeued,
    ReminderResolved,
    ReminderSent,
    ReminderUnconfirmed,
)
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId
from domain.reminders.rules import batched, claimable, kept_apart, requeueable


def claim_reminder(state: LeadState, reminder_id: ReminderId, *, generation: int, at: datetime) -> ReminderClaimed:
    """Spend this generation: it can never be claimed again. Raise ``ClaimRefused``."""
    if state.is_deleted:
        raise ClaimRefused(reminder_id, generation=generation, reason="its lead is deleted")
    waiting = state.schedule.get(reminder_id)
    reminder = claimable(waiting, reminder_id, generation=generation, at=at)
    together = batched(reminder, state.schedule)
    return ReminderClaimed(
        *state.next_header(at),
        reminder_id=reminder_id,
        generation=generation,
        due_at=reminder.due_at,
        together=together if together.reminders else None,
    )


def requeue_reminder(
    state: LeadState, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime
) -> ReminderRequeued:
    """An operator's wish to send a message once more. Raise ``LeadIsDeleted``, ``RequeueRefused`` when it is not
    wanted now."""
    refuse_if_deleted(state)
    requeueable(state.schedule.get(reminder_id), reminder_id, generation=generation)
    return ReminderRequeued(*state.next_header(at), reminder_id=reminder_id, generation=generation, reason=reason)


def reminder_sent(
    state: LeadState, reminder_id: ReminderId, *, generation: int, message_id: int, at: datetime
) -> ReminderSent:
    return ReminderSent(
        *state.next_header(at),
        reminder_id=reminder_id,
        generation=generation,
        message_id=message_id,
        rescheduled=kept_apart(state.schedule.get(reminder_id), sent_at=at),
    )


def reminder_failed(
    state: LeadState, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime
) -> ReminderFailed:
    return ReminderFailed(*state.next_header(at), reminder_id=reminder_id, generation=generation, reason=reason)


def reminder_unconfirmed(
    state: LeadState, reminder_id: ReminderId, *, generation: int, reason: str, at: datetime
) -> ReminderUnconfirmed:
    return ReminderUnconfirmed(*state.next_header(at), reminder_id=reminder_id, generation=generation, reason=reason)


def reminder_expired(state: LeadState, reminder_id: ReminderId, *, generation: int, at: datetime) -> ReminderExpired:
    return ReminderExpired(*state.next_header(at), reminder_id=reminder_id, generation=generation)


def reminder_resolved(
    state: LeadState, reminder_id: ReminderId, *, generation: int, delivered: bool, reason: str, at: datetime
) -> ReminderResolved:
    return ReminderResolved(
        *state.next_header(at), reminder_id=reminder_id, generation=generation, delivered=delivered, reason=reason
    )
