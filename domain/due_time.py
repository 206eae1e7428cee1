"""Due times: the moment, its meaning, and all that moved it there.

It is kept in the events, so that every date can say why, and so that no later grammar, calendar or clock moves it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from domain.erased import erased_text


class GivenBy(StrEnum):
    """Whose word a due time is."""

    DELAY_DAYS = "delay_days"
    TIMING = "timing"
    DEFAULT = "default"
    SNOOZE = "snooze"
    MOVE = "move"
    SEND_TIME = "send_time"
    GUARD = "guard"
    FOLLOW_UP = "follow_up"


BY_PLAN = frozenset({GivenBy.DELAY_DAYS, GivenBy.TIMING, GivenBy.DEFAULT})
"""By a plan, whose steps keep their order. A due time that an owner decides stands alone."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day of the owner's calendar; at ``wall_time`` on their clock, or else at their send time."""

    day: date
    wall_time: time | None = None


@dataclass(frozen=True, slots=True)
class AfterWorkingDays:
    """So many of the owner's working days after ``day``, which is not counted."""

    count: int
    day: date
    wall_time: time | None = None


@dataclass(frozen=True, slots=True)
class AtInstant:
    """At once, or after hours and minutes: the same moment in every zone."""

    at: datetime


Meant = OnDay | AfterWorkingDays | AtInstant
"""The meaning of the words before working hours are applied. In another zone or calendar it is another moment."""


class ShiftCause(StrEnum):
    """Why a moment is not the moment that was meant."""

    DAY_OFF = "day_off"
    HOLIDAY = "holiday"
    QUIET_HOURS = "quiet_hours"
    PAUSED = "paused"
    CLOCK_CHANGE = "clock_change"
    DEADLINE = "deadline"
    LATE = "late"
    ORDER = "order"
    SPACING = "spacing"


@dataclass(frozen=True, slots=True)
class Shift:
    """Moved to ``to`` (UTC); ``detail`` may name a holiday."""

    cause: ShiftCause
    to: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DueTime:
    """Due at ``at`` (UTC).

    ``words`` are the planner's or the owner's own, ``rule`` is the id of the grammar rule that read them and
    ``grammar`` the version of that grammar. ``base`` is the moment from which they count, ``anchor`` the event from
    which they meant to ("the call"), ``zone`` the owner's at that time. ``until`` is the latest moment of a deadline.
    """

    at: datetime
    given_by: GivenBy
    rule: str = ""
    words: str = ""
    grammar: int = 1
    meant: Meant = field(kw_only=True)
    until: Meant | None = None
    base: datetime | None = None
    zone: str = ""
    anchor: str = ""
    shifts: tuple[Shift, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether its moment had passed when it was decided."""
        return any(shift.cause is ShiftCause.LATE for shift in self.shifts)

    def erased(self) -> "DueTime":
        return replace(self, words=erased_text(self.words), anchor=erased_text(self.anchor))
