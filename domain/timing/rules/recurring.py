"""Recurring times: the first is taken, and a warning says so."""

from domain.timing.durations import DAYS_IN, UNITS, duration
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import UNKNOWN, Rule, point
from domain.timing.rules.days.weekdays import in_week_of
from domain.timing.terms import Term
from domain.timing.timing import Timing, recurring


def _every_span(found: Found, reckoning: Reckoning) -> Timing | None:
    numbers = [token for token in found.here if token.terminal in (Term.NUMBER, Term.ORDINAL)]
    unit = next(token.terminal for token in found.here if token.terminal in UNITS)
    length = duration([(numbers[0].value if numbers else 1.0, unit)])
    if length is None:
        return None
    timing = point(length.after_base(reckoning), grain=length.grain)
    return recurring(timing.counting(elapsed=length.is_elapsed, working_days=length.working_days))


def _every_weekday(found: Found, reckoning: Reckoning) -> Timing:
    weekday = int(found.value(Term.WEEKDAY))
    day = in_week_of(reckoning.today, weekday)
    return recurring(
        point(reckoning.on(day) if day > reckoning.today else reckoning.days((day - reckoning.today).days + 7))
    )


def _adverb(found: Found, reckoning: Reckoning) -> Timing:
    return recurring(point(reckoning.days(found.value(Term.ADVERB))))


def _times_a_unit(found: Found, reckoning: Reckoning) -> Timing | None:
    """Only "once a week": the days of "twice a week" are not known."""
    unit = found.here[-1].terminal
    if found.here[0].text == "once" and unit in DAYS_IN:
        return recurring(point(reckoning.days(DAYS_IN[unit])))
    return UNKNOWN if found.has(Term.TIMES, Term.PER) else None


EVERY_SPAN = Rule(
    "every-span",
    "EVERY (?:NUMBER BETWEEN)? (?:(?:NUMBER|ORDINAL) DASH?)? UNIT",
    _every_span,
    {
        "every 2 days": "2026-03-06",
        "every week": "2026-03-11",
        "every other day": "2026-03-06",
        "every 2nd day": "2026-03-06",
        "every 4-6 weeks": "2026-04-01",
        "кожні 2 тижні": "2026-03-18",
        "каждую неделю": "2026-03-11",
        "alle 2 Wochen": "2026-03-18",
        "cada 3 días": "2026-03-07",
    },
)
EVERY_WEEKDAY = Rule(
    "every-weekday",
    "EVERY WEEKDAY",
    _every_weekday,
    {"every Monday": "2026-03-09", "каждый понедельник": "2026-03-09", "jeden Montag": "2026-03-09"},
)
TIMES_A_UNIT = Rule(
    "times-a-unit",
    "(?:NUMBER|WORD)? TIMES? (?:AN|EVERY|PER) UNIT $",
    _times_a_unit,
    {"once a week": "2026-03-11", "two times per month": "unknown", "3 emails per week": "unknown"},
)
ADVERB = Rule(
    "adverb",
    "^ (?:WORD){0,2} ADVERB STOP? $",
    _adverb,
    {"weekly": "2026-03-11", "daily": "2026-03-05"},
)
