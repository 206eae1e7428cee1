"""At once, today and tomorrow. Whole words only: "know" holds no "now"."""

from domain.timing.durations import PLURAL
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import Rule, point
from domain.timing.terms import Term
from domain.timing.timing import Timing


def _at_once(_found: Found, reckoning: Reckoning) -> Timing:
    return point(reckoning.base)


def _named_day(found: Found, reckoning: Reckoning) -> Timing:
    first, *others = found.values(Term.TODAY, Term.TOMORROW)
    last = max(others, default=first)
    return point(reckoning.days(first), until=reckoning.days(last) if last > first else None)


IMMEDIATE = Rule(
    "immediate",
    "IMMEDIATE",
    _at_once,
    {"Immediately": "2026-03-04", "as soon as possible": "2026-03-04", "immediately after the meeting": "2026-03-04"},
    anchored=True,
)
NOW = Rule(
    "now",
    "^ NOW (?=$|COMMA|COLON|STOP|DASH|OPEN) | NOW STOP? $",
    _at_once,
    {"Now": "2026-03-04", "call them now": "2026-03-04", "зараз": "2026-03-04", "jetzt": "2026-03-04"},
)
NAMED_DAY = Rule(
    "named-day",
    "LEAD (?:TODAY|TOMORROW) (?:(?:OR|DASH|SLASH) TOMORROW)?",
    _named_day,
    {
        "Right after the event, today": "2026-03-04",
        "tomorrow": "2026-03-05",
        "Tomorrow morning": "2026-03-05 09:00",
        "tonight": "2026-03-04 18:00",
    },
)
NEXT_DAY = Rule(
    "next-day",
    "LEAD (?:NEXT DAY | DAY NEXT) (?!NUMBER)",
    lambda found, reckoning: None if PLURAL in found.values(Term.DAY) else point(reckoning.days(1)),
    {"the next day": "2026-03-05", "following day": "2026-03-05"},
    anchored=True,
)
