"""The meaning of a step's timing in the owner's calendar, before working hours are applied."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.due_time import AfterWorkingDays, AtInstant, Meant, OnDay
from domain.timing import Timing, TimingKind
from domain.worktime.civil_time import days_after, instant, local_day


def meant_by(timing: Timing, base: datetime, zone: ZoneInfo) -> Meant:
    """No time after ``base`` is at once, hours are an instant, days are the owner's."""
    at = timing.at or base
    if timing.elapsed or instant(at) == instant(base):
        return AtInstant(instant(at))
    if timing.working_days is not None:
        return AfterWorkingDays(timing.working_days, local_day(base, zone), timing.wall_time)
    return OnDay(_owners_day(at, base, zone), _wall_time(at, timing))


def latest_meant_by(timing: Timing, base: datetime, zone: ZoneInfo) -> Meant | None:
    """A range has no latest moment that must be kept, a deadline has."""
    if timing.kind is not TimingKind.DEADLINE or timing.until is None:
        return None
    if timing.elapsed:
        return AtInstant(instant(timing.until))
    return OnDay(_owners_day(timing.until, base, zone), timing.wall_time)


def _wall_time(at: datetime, timing: Timing) -> time | None:
    """The time that the words name, but a deadline names its end: halfway to it is another time."""
    return at.time() if timing.wall_time is not None and timing.kind is TimingKind.DEADLINE else timing.wall_time


def _owners_day(at: datetime, base: datetime, zone: ZoneInfo) -> date:
    """As many days after the owner's date as ``at`` is after the date in its own zone, where clocks may differ."""
    days = at.date() - instant(base).astimezone(at.tzinfo).date()
    return days_after(local_day(base, zone), days.days)
