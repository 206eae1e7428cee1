"""The answer of the timing grammar."""

from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum

PLAN = "plan"
"""The anchor of timings that count from the base itself."""


class TimingStatus(StrEnum):
    OK = "ok"
    UNKNOWN = "unknown"
    REJECTED = "rejected"


class TimingKind(StrEnum):
    POINT = "point"
    RANGE = "range"
    DEADLINE = "deadline"
    RECURRING = "recurring"


class Grain(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class TimingWarning(StrEnum):
    """Choices that were made for the reader. Wording for people lives in the entrypoints."""

    ONLY_THE_FIRST = "only-the-first-occurrence"
    SEVERAL_TIMES = "several-times-named"
    VAGUE_NUMBER = "vague-number"
    CLAMPED_TO_PREVIOUS = "clamped-to-previous-step"
    LABELS_COUNT_WHOLE_UNITS = "labels-count-whole-units"
    DELAYS_READ_AS_GAPS = "delays-read-as-gaps"
    DELAY_AGAINST_TIMING = "delay-against-timing"
    CLAMPED_TO_A_YEAR = "clamped-to-a-year"


@dataclass(frozen=True, slots=True)
class Timing:
    """``at`` (the lower bound) and ``until`` (the upper one of a range or a deadline) have the awareness and the
    ``tzinfo`` of the base; both are None unless ``status`` is ok.

    ``rule`` names the rule that read ``matched``, the words used. ``anchor`` is ``plan`` or the event's name in the
    words of the text. ``elapsed``: ``at`` counts hours or minutes, so it is an instant and no wall time.
    ``working_days``: how many of them ``at`` counts from the base's date. ``wall_time``: the time of day named.
    """

    status: TimingStatus
    at: datetime | None = None
    until: datetime | None = None
    kind: TimingKind = TimingKind.POINT
    grain: Grain = Grain.DAY
    anchor: str = PLAN
    rule: str = ""
    matched: str = ""
    warnings: tuple[str, ...] = ()
    elapsed: bool = False
    working_days: int | None = None
    wall_time: time | None = None

    def counting(self, *, elapsed: bool, working_days: int | None) -> "Timing":
        """The same, with the unit that ``at`` counts."""
        return replace(self, elapsed=elapsed, working_days=working_days)


def with_warning(timing: Timing, warning: TimingWarning) -> Timing:
    return timing if warning in timing.warnings else replace(timing, warnings=(*timing.warnings, warning))


def recurring(timing: Timing) -> Timing:
    return with_warning(replace(timing, kind=TimingKind.RECURRING), TimingWarning.ONLY_THE_FIRST)


def named(timing: Timing, *, rule: str, matched: str) -> Timing:
    return replace(timing, rule=rule, matched=matched)
