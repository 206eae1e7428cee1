"""The mission's contract for a planned step: ``delay_days``, else ``timing``, else the default spacing."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.due_time import DueTime, GivenBy
from domain.timing.grammar import GRAMMAR_VERSION, MAX_DAYS, parse_timing

DEFAULT_SPACING = timedelta(days=3)


def parse_step_due_date(step: Mapping[str, object], base_date: datetime, step_index: int) -> datetime:
    """``step_index`` counts from 0. Pure offsets from ``base_date``; never raises."""
    return step_due_time(step, base_date, step_index).at


def step_due_time(step: Mapping[str, object], base_date: datetime, step_index: int) -> DueTime:
    """The same, with what gave it."""
    delay_days = _whole_days(step.get("delay_days"))
    if delay_days is not None:
        words = f"delay_days={delay_days}"
        return DueTime(base_date + timedelta(days=delay_days), GivenBy.DELAY_DAYS, words=words, grammar=GRAMMAR_VERSION)
    timing = parse_timing(step.get("timing"), base_date)
    if timing.at is not None:
        return DueTime(timing.at, GivenBy.TIMING, rule=timing.rule, words=timing.matched, grammar=GRAMMAR_VERSION)
    return DueTime(base_date + (step_index + 1) * DEFAULT_SPACING, GivenBy.DEFAULT, grammar=GRAMMAR_VERSION)


def _whole_days(value: object) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"\s{0,9}[0-9]{1,3}\s{0,9}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MAX_DAYS else None
