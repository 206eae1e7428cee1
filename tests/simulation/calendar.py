"""The model's own calendar: when a reminder may come, by plain arithmetic on days and wall clocks.

Nothing here comes from ``domain.worktime``; it goes forward day by day until a day will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from application.read_models.quiet_leads import EASTERNMOST

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class OnADay:
    """At the owner's send time unless ``wall`` says another."""

    day: date
    wall: time | None = None


@dataclass(frozen=True, slots=True)
class AfterWorkdays:
    """So many of the owner's working days after ``day``."""

    count: int
    day: date


Meaning = OnADay | AfterWorkdays | datetime
"""A moment is the same moment everywhere."""


@dataclass(frozen=True, slots=True)
class Habits:
    """One owner's, from one moment to the next. ``quiet`` are the first quiet minute and the first that is not."""

    zone: ZoneInfo
    send_time: time
    quiet: tuple[time, time] | None
    working_days: frozenset[int]
    holidays: Mapping[date, str] = field(default_factory=dict)
    paused_until: date | None = None
    follow_ups: bool = True

    @property
    def pause_over_at(self) -> datetime:
        """For what is not scheduled yet: when its last day is over where days begin, wherever the owner is."""
        return datetime.combine(self.paused_until or date(1, 1, 3), time(), UTC) - EASTERNMOST

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def instant(self, day: date, wall: time) -> datetime:
        """In UTC. Clocks that leave it out show the first instant thereafter; of two it is the first."""
        shown = datetime.combine(day, wall)
        at = shown.replace(tzinfo=self.zone).astimezone(UTC)
        if at.astimezone(self.zone).replace(tzinfo=None) == shown:
            return at
        at = shown.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
        while at.astimezone(self.zone).replace(tzinfo=None) < shown:
            at += 60 * SECOND
        return at

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.working_days and day not in self.holidays

    def send_on(self, day: date) -> datetime:
        return self.instant(day, self.send_time)

    def complaint(self, at: datetime) -> str:
        """Why not at that moment; empty when it is right."""
        local = at.astimezone(self.zone)
        if self.paused_until is not None and at < self.send_on(self.paused_until):
            return "paused"
        if not self.works_on(local.date()):
            return "a holiday" if local.date() in self.holidays else "a day off"
        return "quiet hours" if self._is_quiet(local.time()) and at != self.send_on(local.date()) else ""

    def forward(self, at: datetime) -> datetime:
        """Return that moment, or the next send time to which nothing objects."""
        if not self.complaint(at):
            return at
        return self._send_from(at)

    def next_send(self, after: datetime) -> datetime:
        return self._send_from(after + timedelta(microseconds=1))

    def workdays_after(self, day: date, count: int) -> date:
        while count:
            day += DAY
            count -= self.works_on(day)
        return day

    def bare(self, meaning: Meaning) -> datetime:
        """Before anything is moved."""
        if isinstance(meaning, datetime):
            return meaning
        if isinstance(meaning, AfterWorkdays):
            return self.send_on(self.workdays_after(meaning.day, meaning.count))
        return self.instant(meaning.day, meaning.wall or self.send_time)

    def place(self, meaning: Meaning, now: datetime | None = None) -> datetime:
        """A time that passed earlier today is due now, on an earlier day at the next send time."""
        bare = self.bare(meaning)
        at = self.forward(bare)
        if now is None or at >= now:
            return at
        return self.forward(now) if self.day_of(bare) == self.day_of(now) else self.next_send(now)

    def _send_from(self, start: datetime) -> datetime:
        day = self.day_of(start)
        while self.send_on(day) < start or self.complaint(self.send_on(day)):
            day += DAY
        return self.send_on(day)

    def _is_quiet(self, wall: time) -> bool:
        if self.quiet is None:
            return False
        first, end = self.quiet
        return first <= wall < end if first < end else wall >= first or wall < end
