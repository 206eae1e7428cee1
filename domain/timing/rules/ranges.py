"""From so many units to so many: "2-3 days". The lower bound is the time, the upper one its end."""

from dataclasses import replace

from domain.timing.durations import UNITS, duration
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import Rule
from domain.timing.rules.spans import counted
from domain.timing.terms import Term
from domain.timing.timing import Timing, TimingKind


def _range(found: Found, reckoning: Reckoning) -> Timing | None:
    low, *_, high = found.values(Term.NUMBER, Term.AN)
    units = [token.terminal for token in found.here if token.terminal in UNITS]
    first, last = duration([(low, units[0])]), duration([(high, units[-1])])
    timing = counted(first, reckoning, found)
    if timing is None or timing.at is None or last is None:
        return None
    end = last.after_base(reckoning)
    return replace(timing, until=end, kind=TimingKind.RANGE) if end > timing.at else None


def _range_of_words(found: Found, reckoning: Reckoning) -> Timing | None:
    low, high = (token for token in found.here if token.terminal is Term.NUMBER)
    is_range = low.text.isalpha() and high.text.isalpha() and high.value <= 2 * low.value + 1
    return _range(found, reckoning) if is_range else None


RANGE = Rule(
    "range",
    "LEAD (?:FROM ABOUT? NUM DASH? UNIT? AND NUM DASH? UNIT"
    "| NUM (?:COMMA NUM){0,3} COMMA? BETWEEN NUM DASH? UNIT"
    "| NUM DASH? UNIT BETWEEN NUM DASH? UNIT"
    "| NUM UNIT OR NUM)",
    _range,
    {
        "2-3 days": "2026-03-06",
        "between 3 and 5 days": "2026-03-07",
        "3 or 4 days": "2026-03-07",
        "3 days through 8 weeks": "2026-03-07",
        "a day or two": "2026-03-05",
        "3-5 business days": "2026-03-09",
        "48-72 hours later": "2026-03-06 10:00",
        "de 2 a 3 semanas": "2026-03-18",
    },
    anchored=True,
)
RANGE_OF_WORDS = Rule(
    "range-of-words",
    "LEAD NUMBER NUMBER DASH? UNIT",
    _range_of_words,
    {"two-three days": "2026-03-06", "два-три дня": "2026-03-06"},
    anchored=True,
)
