"""How the moment that was meant becomes an allowed moment: the rules of moving, each kept as a shift."""

from dataclasses import dataclass
from datetime import date, datetime, time

from domain.due_time import AfterWorkingDays, AtInstant, Meant, OnDay, Shift, ShiftCause
from domain.worktime.civil_time import days_after, instant, instant_of, local_day
from domain.worktime.working_hours import HORIZON_DAYS, WorkingHours


@dataclass(frozen=True, slots=True)
class Resolved:
    """``at`` is in UTC; ``shifts`` are in the order in which they were made."""

    at: datetime
    shifts: tuple[Shift, ...] = ()

    def shifted(self, cause: ShiftCause, to: datetime, detail: str = "") -> "Resolved":
        return Resolved(to, (*self.shifts, Shift(cause, to, detail)))


def resolved(hours: WorkingHours, meant: Meant, *, now: datetime, until: Meant | None = None) -> Resolved:
    """``now`` is an aware instant. Never before it; allowed, unless no moment is for 400 days."""
    present = _not_past(hours, _as_meant(hours, meant), instant(now))
    return present if until is None else _in_time(hours, present, instant(now), _last_moment(hours, until))


def _as_meant(hours: WorkingHours, meant: Meant) -> Resolved:
    if isinstance(meant, AtInstant):
        return Resolved(instant(meant.at))
    wall_time = hours.send_time if meant.wall_time is None else meant.wall_time
    at, is_gap = instant_of(_day_of(hours, meant), wall_time, hours.zone)
    return Resolved(at).shifted(ShiftCause.CLOCK_CHANGE, at) if is_gap else Resolved(at)


def _last_moment(hours: WorkingHours, until: Meant) -> datetime:
    """A deadline without a time of day lasts to the end of its day."""
    if isinstance(until, AtInstant):
        return instant(until.at)
    wall_time = time.max if until.wall_time is None else until.wall_time
    return instant_of(_day_of(hours, until), wall_time, hours.zone)[0]


def _day_of(hours: WorkingHours, meant: OnDay | AfterWorkingDays) -> date:
    return meant.day if isinstance(meant, OnDay) else hours.working_day_after(meant.day, meant.count)


def _forward(hours: WorkingHours, moment: Resolved) -> Resolved:
    """To the next send time, from one objection to the next."""
    goal = hours.first_allowed(moment.at)
    while moment.at < goal and (objection := hours.objection(moment.at)):
        end = hours.end_of(objection, moment.at)
        moment = moment.shifted(objection.cause, min(end or goal, goal), objection.detail)
    return moment


def _not_past(hours: WorkingHours, meant: Resolved, now: datetime) -> Resolved:
    """A moment that passed today is due now; moments of earlier days are late, and all due at one time."""
    moment = _forward(hours, meant)
    if moment.at >= now:
        return moment
    if local_day(meant.at, hours.zone) == local_day(now, hours.zone):
        return _forward(hours, Resolved(now, meant.shifts))
    return moment.shifted(ShiftCause.LATE, hours.next_send_at(now))


def _in_time(hours: WorkingHours, moment: Resolved, now: datetime, limit: datetime) -> Resolved:
    """Back to the last send time before the limit, else now, else at the limit; quiet hours outrank a deadline."""
    if moment.at <= limit or limit < now:
        return moment
    moments = (at for at in (_last_send(hours, now, limit), now, limit) if at is not None and hours.is_allowed(at))
    back = next(moments, None)
    return moment if back is None else moment.shifted(ShiftCause.DEADLINE, back)


def _last_send(hours: WorkingHours, first: datetime, last: datetime) -> datetime | None:
    """The last allowed one from ``first`` to ``last``."""
    day = local_day(last, hours.zone)
    sends = (hours.send_on(days_after(day, -back)) for back in range(HORIZON_DAYS))
    return next((at for at in sends if at is not None and first <= at <= last and hours.is_allowed(at)), None)
