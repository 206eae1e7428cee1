"""Reads ``immediately``, ``Day N`` and ``N days/weeks/months``: English, and nothing it is not sure of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.timing.timing import Timing, TimingStatus

GRAMMAR_VERSION = 1
MAX_DAYS = 365
MAX_LENGTH = 200
"""Characters. No timing is longer; what is, is prose that happens to hold a number."""

_DAYS_IN = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class _Rule:
    """``days`` reads the match; the pattern must take the whole text."""

    id: str
    pattern: re.Pattern[str]
    days: Callable[[re.Match[str]], int]


_RULES = (
    _Rule(
        "immediately",
        re.compile(r"(?:immediately|right away|now|asap|as soon as possible|today|same day)"),
        lambda _: 0,
    ),
    _Rule("day-n", re.compile(r"day\s{0,3}(\d{1,6})"), lambda match: int(match[1])),
    _Rule(
        "n-units",
        re.compile(r"(?:in |after )?(\d{1,6})\s{0,3}(day|week|month)s?(?: later| from now)?"),
        lambda match: int(match[1]) * _DAYS_IN[match[2]],
    ),
)


def parse_timing(text: object, base: datetime) -> Timing:
    """Never raises, reads no clock; ``at`` is within 365 days of ``base``. Whole words only: "know" is not "now"."""
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return Timing(TimingStatus.UNKNOWN)
    words = " ".join(text.casefold().split())
    for rule in _RULES:
        if match := rule.pattern.fullmatch(words):
            return _within_a_year(rule.days(match), rule.id, words, base)
    return Timing(TimingStatus.UNKNOWN)


def _within_a_year(days: int, rule: str, words: str, base: datetime) -> Timing:
    if days > MAX_DAYS:
        return Timing(TimingStatus.REJECTED, rule=rule, matched=words)
    return Timing(TimingStatus.OK, at=base + timedelta(days=days), rule=rule, matched=words)
