"""The contract for a planned step: ``delay_days``, else ``timing``, else the default spacing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.due_time import GivenBy
from domain.timing.grammar import read
from domain.timing.reckoning import LONGEST_DAYS, Reckoning, WorkingDays, monday_to_friday
from domain.timing.rule import point
from domain.timing.timing import Timing, named

DEFAULT_SPACING_DAYS = 3
_WHOLE_NUMBER = re.compile(r"\s{0,9}[0-9]{1,3}\s{0,9}")


@dataclass(frozen=True, slots=True)
class StepTiming:
    """``timing`` is always ok, so ``at`` is never None; its rule and warnings say why this date."""

    given_by: GivenBy
    timing: Timing
    at: datetime

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.timing.warnings


def parse_step_due_date(step: Mapping[str, object], base_date: datetime, step_index: int) -> datetime:
    """``step_index`` counts from 0. Pure offsets from ``base_date``; never raises.

    ``delay_days`` counts when it is a whole number (an int, or text such as "3") within 0..365.
    """
    return step_timing(step, base_date, step_index).at


def step_timing(
    step: Mapping[str, object], base: datetime, step_index: int, *, is_working_day: WorkingDays = monday_to_friday
) -> StepTiming:
    """The same, with its source."""
    reckoning = Reckoning(base, is_working_day)
    delay = delay_days_of(step)
    if delay is not None:
        return delayed(delay, reckoning)
    return said_or_spaced(timing_of(step, reckoning), step_index, reckoning)


def delayed(days: int, reckoning: Reckoning) -> StepTiming:
    at = saturated(reckoning.base, days)
    return StepTiming(GivenBy.DELAY_DAYS, named(point(at), rule="delay-days", matched=f"delay_days={days}"), at)


def said_or_spaced(timing: Timing, step_index: int, reckoning: Reckoning) -> StepTiming:
    if timing.at is not None:
        return StepTiming(GivenBy.TIMING, timing, timing.at)
    at = saturated(reckoning.base, max(step_index + 1, 0) * DEFAULT_SPACING_DAYS)
    return StepTiming(GivenBy.DEFAULT, named(point(at), rule="default-spacing", matched=""), at)


def timing_of(step: object, reckoning: Reckoning) -> Timing:
    return read(step.get("timing") if isinstance(step, Mapping) else None, reckoning)


def delay_days_of(step: object) -> int | None:
    """None unless it is a whole number within 0..365."""
    value = step.get("delay_days") if isinstance(step, Mapping) else None
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= LONGEST_DAYS else None


def saturated(base: datetime, days: int) -> datetime:
    """The end of the calendar for days behind it: a step always has a date."""
    try:
        return base + timedelta(days=days) if days else base
    except OverflowError:
        return datetime.max.replace(tzinfo=base.tzinfo)
