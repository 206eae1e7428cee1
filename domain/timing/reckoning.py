"""Counting from the base: civil days on the wall clock, hours as they pass, working days as the owner has them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_DAYS = 365
WorkingDays = Callable[[date], bool]


def monday_to_friday(day: date) -> bool:
    return day.weekday() < 5


@dataclass(frozen=True, slots=True)
class Reckoning:
    """``labels_from``: "Week 1" and "Month 1" start after 0 units, or after 1 where a plan counts whole units."""

    base: datetime
    is_working_day: WorkingDays = monday_to_friday
    labels_from: int = 0

    @property
    def today(self) -> date:
        return self.base.date()

    @property
    def limit(self) -> datetime:
        return civil(self.base, timedelta(days=LONGEST_DAYS))

    def days(self, count: float) -> datetime:
        """The same wall clock, so many days on."""
        return civil(self.base, timedelta(days=count))

    def on(self, day: date) -> datetime:
        return self.days((day - self.today).days)

    def elapsed(self, duration: timedelta, *, start: datetime | None = None) -> datetime:
        begin = start or self.base
        if begin.tzinfo is None:
            return begin + duration
        return (begin.astimezone(UTC) + duration).astimezone(begin.tzinfo)

    def working_days(self, count: int) -> datetime:
        """Counting starts the next day. Raise ``OverflowError`` when there are not so many in the limit."""
        day, left = self.today, count
        for _ in range(LONGEST_DAYS * 2):
            if left <= 0:
                return self.on(day)
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        raise OverflowError

    def first_working_day(self, start: date) -> datetime:
        for ahead in range(LONGEST_DAYS):
            if self.is_working_day(day := start + timedelta(days=ahead)):
                return self.on(day)
        raise OverflowError

    def is_past(self, moment: datetime) -> bool:
        return instant(moment) < instant(self.base)

    def is_too_far(self, moment: datetime) -> bool:
        return instant(moment) > instant(self.limit)


def civil(start: datetime, ahead: timedelta) -> datetime:
    """Wall clock arithmetic; no distance is the very same moment, the second of two equal wall times included."""
    return start + ahead if ahead else start


def instant(moment: datetime) -> datetime:
    """Comparable over a change of clocks; naive moments stay as they are."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC)
