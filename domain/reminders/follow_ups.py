"""Follow-ups: reminders of a lead that has gone quiet, with no reminder of its plan ahead.

The first is due three days after its last activity, and another every three days, until the lead is 60 days old. Any
activity starts the count anew.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.due_time import DueTime, GivenBy, OnDay
from domain.reminders.reminder import ReminderKind
from domain.reminders.schedule import RescheduledReminder
from domain.worktime import WorkTime

EVERY = timedelta(days=3)
UNTIL_AGE = timedelta(days=60)
TOO_OLD = "the lead is 60 days old"


@dataclass(frozen=True, slots=True)
class FollowUps:
    """``scheduled`` counts all of a lead's, for ever, and so names them; ``earlier`` of them were before the last
    activity. ``count`` are the later ones, without the withdrawn."""

    scheduled: int = 0
    earlier: int = 0
    count: int = 0
    is_stopped: bool = False


def follow_up_due(quiet_since: datetime, *, work_time: WorkTime, now: datetime) -> DueTime:
    """Three of the owner's days after ``quiet_since``, at their send time."""
    day = OnDay(quiet_since.astimezone(work_time.zone).date() + EVERY)
    resolved = work_time.resolve(day, now=now)
    return DueTime(
        resolved.at,
        GivenBy.FOLLOW_UP,
        meant=day,
        base=quiet_since,
        zone=work_time.zone.key,
        shifts=resolved.shifts,
    )


def is_too_late(one: RescheduledReminder, captured_at: datetime) -> bool:
    """Whether it is a follow-up that would come when its lead, captured then, is too old."""
    return one.reminder_id.kind is ReminderKind.FOLLOW_UP and one.due.at > captured_at + UNTIL_AGE
