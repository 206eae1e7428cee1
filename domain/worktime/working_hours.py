"""When an owner may be reminded: their send times, and the moments without an objection."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from domain.due_time import ShiftCause
from domain.worktime.civil_time import (
    FIRST_INSTANT,
    LAST_INSTANT,
    RESOLUTION,
    days_after,
    instant,
    instant_of,
    local_day,
    wall_clock,
)
from domain.worktime.quiet_hours import NIGHT, QuietHours

MONDAY_TO_FRIDAY = frozenset(range(5))
HORIZON_DAYS = 400
"""So far an allowed day is looked for. There is one within a year, unless no day is ever allowed."""
MOST_WORKING_DAYS = 1000
"""More are not counted. The grammar reads no more than a year."""


@dataclass(frozen=True, slots=True)
class Objection:
    """The cause why that moment is not allowed; ``detail`` may name a holiday."""

    cause: ShiftCause
    detail: str = ""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """An owner's zone, and the wall-clock time at which reminders come when no words say otherwise.

    ``working_days`` are weekdays, Monday is 0. ``holidays`` have their names by day. Nothing comes before the first
    send time on or after ``paused_until``. A send time within the quiet hours is allowed: it is the owner's word.
    """

    zone: ZoneInfo
    send_time: time
    quiet: QuietHours | None = NIGHT
    working_days: frozenset[int] = MONDAY_TO_FRIDAY
    holidays: Mapping[date, str] = field(default_factory=dict, hash=False)
    paused_until: date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))

    def next_send_at(self, after: datetime) -> datetime:
        """The first allowed send time strictly after ``after`` (aware), as UTC.

        Where no day is allowed for 400 days, it is the first send time of any day.
        """
        return self._send_from(instant(after) + RESOLUTION)

    def first_allowed(self, at: datetime) -> datetime:
        """That moment (aware) or else the next send time, as UTC."""
        return instant(at) if self.is_allowed(at) else self._send_from(instant(at))

    def is_allowed(self, at: datetime) -> bool:
        return self.objection(at) is None

    def is_working_day(self, day: date) -> bool:
        return next(self._objections_to_day(day), None) is None

    def working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after that day, which is not counted; where there are none, of any days."""
        for counted in range(min(count, MOST_WORKING_DAYS)):
            following = next(filter(self.is_working_day, _days_from(days_after(day, 1))), None)
            if following is None:
                return days_after(day, count - counted)
            day = following
        return day

    def objection(self, at: datetime) -> Objection | None:
        """The most lasting one, if there are several."""
        return next(self._objections(instant(at)), None)

    def end_of(self, objection: Objection, at: datetime) -> datetime | None:
        """The first send time after ``at`` without that objection, though there may be another."""
        sends = self._sends_from(instant(at) + RESOLUTION)
        return next((send_at for send_at in sends if objection not in self._objections(send_at)), None)

    def send_on(self, day: date) -> datetime | None:
        """None on a day that the zone's calendar leaves out, or when a change of clocks takes it to the next day."""
        at, _ = instant_of(day, self.send_time, self.zone)
        return at if local_day(at, self.zone) == day else None

    def _send_from(self, start: datetime) -> datetime:
        """On an allowed day, or else on any."""
        allowed = next(filter(self.is_allowed, self._sends_from(start)), None)
        return allowed or next(self._sends_from(start), LAST_INSTANT)

    def _sends_from(self, start: datetime) -> Iterator[datetime]:
        """Of 400 days, working or not, from the end of the pause."""
        first_day = max(local_day(start, self.zone), self.paused_until or date.min)
        sends = (self.send_on(day) for day in _days_from(first_day))
        return (at for at in sends if at is not None and at >= start)

    def _objections(self, at: datetime) -> Iterator[Objection]:
        wall = wall_clock(at, self.zone)
        if self.paused_until is not None and at < next(self._sends_from(FIRST_INSTANT), LAST_INSTANT):
            yield Objection(ShiftCause.PAUSED)
        yield from self._objections_to_day(wall.date())
        if self.quiet is not None and self.quiet.contains(wall.time()) and at != self.send_on(wall.date()):
            yield Objection(ShiftCause.QUIET_HOURS)

    def _objections_to_day(self, day: date) -> Iterator[Objection]:
        if day.weekday() not in self.working_days:
            yield Objection(ShiftCause.DAY_OFF)
        if day in self.holidays:
            yield Objection(ShiftCause.HOLIDAY, self.holidays[day])


def _days_from(day: date) -> Iterator[date]:
    return (days_after(day, ahead) for ahead in range(HORIZON_DAYS))
