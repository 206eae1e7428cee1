"""The decisions about a lead that has gone quiet."""

from datetime import datetime

from domain.errors import LeadIsTooOld
from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import FollowUpResumed, FollowUpScheduled, FollowUpStopped, FollowUpWithdrawn
from domain.lead.state import LeadState
from domain.reminders.follow_ups import EVERY, TOO_OLD, UNTIL_AGE, follow_up_due
from domain.reminders.reminder import ReminderKind
from domain.worktime import WorkTime

NOT_WANTED = "the owner wants no follow-ups"
BY_OWNER = "the owner stopped it"


def schedule_follow_up(
    state: LeadState, *, work_time: WorkTime, at: datetime
) -> FollowUpScheduled | FollowUpStopped | None:
    """The next follow-up of a lead that is quiet; for a lead that would be too old by then, the end of all follow-ups.
    None for a lead that is not quiet."""
    quiet_since = state.quiet_since
    if quiet_since is None:
        return None
    due = follow_up_due(quiet_since, work_time=work_time, now=at)
    if due.at > state.captured_at + UNTIL_AGE:
        return FollowUpStopped(*state.next_header(at), reason=TOO_OLD)
    series = state.follow_ups
    return FollowUpScheduled(*state.next_header(at), number=series.scheduled + 1, count=series.count + 1, due=due)


def withdraw_follow_up(state: LeadState, *, at: datetime) -> FollowUpWithdrawn | None:
    """The follow-up that waits, if there is any (never more than one): its owner wants none for now."""
    for reminder in state.schedule:
        if reminder.id.kind is ReminderKind.FOLLOW_UP and reminder.is_ahead:
            return FollowUpWithdrawn(*state.next_header(at), number=reminder.id.step_id, reason=NOT_WANTED)
    return None


def stop_follow_ups(state: LeadState, *, at: datetime) -> FollowUpStopped | None:
    """None when they are stopped already. Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    return None if state.follow_ups.is_stopped else FollowUpStopped(*state.next_header(at), reason=BY_OWNER)


def resume_follow_ups(state: LeadState, *, at: datetime) -> FollowUpResumed | None:
    """None when they go on anyway. Raise ``LeadIsDeleted``, ``LeadIsTooOld`` when none would come any more."""
    refuse_if_deleted(state)
    if at + EVERY > state.captured_at + UNTIL_AGE:
        raise LeadIsTooOld(state.lead_id)
    return FollowUpResumed(*state.next_header(at)) if state.follow_ups.is_stopped else None
