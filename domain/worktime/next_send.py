"""The owner's next send time as a due time, for a reminder that is rescheduled after its time."""

from datetime import datetime

from domain.due_time import DueTime, GivenBy, OnDay
from domain.worktime import WorkTime


def next_send(work_time: WorkTime, after: datetime) -> DueTime:
    at = work_time.next_send_at(after)
    day = OnDay(at.astimezone(work_time.zone).date())
    return DueTime(at, GivenBy.SEND_TIME, meant=day, base=after, zone=work_time.zone.key)
