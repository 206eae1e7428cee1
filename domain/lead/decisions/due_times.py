"""The decisions that follow when an owner's zone, working hours or pause change: pending reminders are due anew."""

from collections.abc import Collection
from datetime import datetime

from domain.lead.events import DueTimesRederived, FollowUpWithdrawn
from domain.lead.rescheduling import is_out_of_date, rederived_dates
from domain.lead.state import LeadState
from domain.reminders.follow_ups import TOO_OLD, is_too_late
from domain.reminders.reminder import ReminderId, ReminderStatus
from domain.worktime import WorkTime


def rederive_due_times(
    state: LeadState,
    *,
    work_time: WorkTime,
    cause: str,
    at: datetime,
    only: Collection[ReminderId] | None = None,
) -> DueTimesRederived | FollowUpWithdrawn | None:
    """Derive the due times of pending reminders (all, or ``only`` some) from their meaning, in the owner's new
    ``work_time``; a follow-up whose lead would be too old by then is withdrawn. Return None when none moves."""
    if state.is_deleted:
        return None
    dates, rescheduled = rederived_dates(state.plan, state.schedule, work_time=work_time, now=at, only=only)
    too_late = next((one for one in rescheduled.reminders if is_too_late(one, state.captured_at)), None)
    if too_late is not None:  # a follow-up waits alone, so nothing else is due anew
        return FollowUpWithdrawn(*state.next_header(at), number=too_late.reminder_id.step_id, reason=TOO_OLD)
    if not rescheduled.reminders:
        return None
    return DueTimesRederived(*state.next_header(at), cause=cause, dates=dates, rescheduled=rescheduled)


def out_of_date(state: LeadState, work_time: WorkTime) -> Collection[ReminderId]:
    """Return the pending reminders that were decided by other working hours: while their step was closed, or their lead
    deleted, they were not moved."""
    pending = [one for one in state.schedule if one.status is ReminderStatus.PENDING]
    return [one.id for one in pending if is_out_of_date(one.due, work_time)]
