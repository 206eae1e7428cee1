"""When a reminder may be claimed, and when a rescheduled reminder is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.due_time import AtInstant, DueTime, GivenBy, ShiftCause
from domain.errors import ClaimRefused, RequeueRefused
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from domain.reminders.schedule import BatchedReminders, RescheduledReminder, RescheduledReminders

DUPLICATE_GUARD = timedelta(minutes=15)
"""No two reminders of the same step are sent within this time."""


def claimable(reminder: Reminder | None, reminder_id: ReminderId, *, generation: int, at: datetime) -> Reminder:
    """Return the reminder if this generation of it may be sent at ``at``. Raise ``ClaimRefused``."""
    if reminder is None:
        raise ClaimRefused(reminder_id, generation=generation, reason="there is no such reminder")
    if reminder.generation != generation:
        raise ClaimRefused(reminder_id, generation=generation, reason=f"it is at {reminder.generation} now")
    if reminder.status is not ReminderStatus.PENDING:
        raise ClaimRefused(reminder_id, generation=generation, reason=f"it is {reminder.status}")
    if reminder.due_at > at:
        raise ClaimRefused(reminder_id, generation=generation, reason=f"it is due at {reminder.due_at}")
    return reminder


def batched(reminder: Reminder, schedule: Iterable[Reminder]) -> BatchedReminders:
    """Return the other late steps of its plan: due at the same moment, they are sent as one message and no burst."""
    if not reminder.due.is_late:
        return BatchedReminders()
    others = [one for one in schedule if one.id != reminder.id and _is_late_with(one, reminder)]
    return BatchedReminders(tuple(sorted(one.id for one in others)))


def _is_late_with(one: Reminder, reminder: Reminder) -> bool:
    is_neighbour = one.id.kind is ReminderKind.PLAN_STEP and one.id.plan_number == reminder.id.plan_number
    is_in_order = any(shift.cause is ShiftCause.ORDER for shift in one.due.shifts)
    is_at_once = (one.due.is_late or is_in_order) and one.due_at == reminder.due_at
    return is_neighbour and is_at_once and one.status is ReminderStatus.PENDING


def requeueable(reminder: Reminder | None, reminder_id: ReminderId, *, generation: int) -> None:
    """Raise ``RequeueRefused`` unless this generation's message ended without arriving, and is wanted still."""
    if reminder is None or reminder.generation != generation:
        raise RequeueRefused(reminder_id, generation=generation, reason="it has been scheduled anew since")
    if not reminder.may_be_requeued(generation):
        raise RequeueRefused(reminder_id, generation=generation, reason=f"it is {reminder.status}")


def reopened(reminder: Reminder, *, at: datetime, next_send: DueTime) -> RescheduledReminders:
    """A step was done by mistake: it is due as before, or at the next send time if its own has passed."""
    return RescheduledReminders((_rescheduled(reminder, at, next_send),))


def resumed(reminders: Iterable[Reminder], *, at: datetime, next_send: DueTime) -> RescheduledReminders:
    """A lead is restored: reminders that waited and are still ahead stay, the others are due at the next send time.

    Follow-ups are not rescheduled: being restored is an activity, from which they count anew.
    """
    waiting = [one for one in reminders if one.is_ahead and one.id.kind is ReminderKind.PLAN_STEP]
    return RescheduledReminders(tuple(_rescheduled(reminder, at, next_send) for reminder in waiting))


def kept_apart(reminder: Reminder | None, *, sent_at: datetime) -> RescheduledReminders | None:
    """A message was slow, and its reminder was rescheduled meanwhile: it is due after the duplicate guard."""
    soonest = sent_at + DUPLICATE_GUARD
    if reminder is None or reminder.status is not ReminderStatus.PENDING or reminder.due_at >= soonest:
        return None
    return RescheduledReminders((RescheduledReminder(reminder.id, reminder.generation, _guarded(reminder, sent_at)),))


def _rescheduled(reminder: Reminder, at: datetime, next_send: DueTime) -> RescheduledReminder:
    due = _allowed(reminder, at, next_send)
    is_as_it_was = due == reminder.due and not reminder.is_spent
    return RescheduledReminder(reminder.id, reminder.generation if is_as_it_was else reminder.generation + 1, due)


def _allowed(reminder: Reminder, at: datetime, next_send: DueTime) -> DueTime:
    due = reminder.due if reminder.due_at > at else next_send
    last_sent_at = reminder.last_reminded_at
    if last_sent_at is None or due.at >= last_sent_at + DUPLICATE_GUARD:
        return due
    return _guarded(reminder, last_sent_at)


def _guarded(reminder: Reminder, sent_at: datetime) -> DueTime:
    soonest = sent_at + DUPLICATE_GUARD
    return DueTime(soonest, GivenBy.GUARD, meant=AtInstant(soonest), base=sent_at, zone=reminder.due.zone)
