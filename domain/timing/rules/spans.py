"""So many units from the base: "3 days", "in two weeks and a half", "через неделю"."""

from collections.abc import Sequence

from domain.timing.durations import DAYS_IN, PLURAL, UNITS, Duration, amounts_in, duration
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import UNKNOWN, Rule, point
from domain.timing.rules.conditions import is_condition
from domain.timing.terms import Term, Token
from domain.timing.timing import Timing, TimingWarning, with_warning

_MARKS = {Term.IN, Term.HENCE, Term.AFTER, Term.WITHIN, Term.BY, Term.WAIT, Term.PLUS, Term.UNTIL, Term.NEXT}
_FOLLOWERS = {Term.LATER, Term.AFTER, Term.FROM, Term.OF}
_HALF_OR_RANGE = {"1/2", "3/4", "1/4"}
"""With days, in the plural, it may be a range: "3/4 days"."""
_PROSE = {Term.WORD, Term.LASTING, Term.EVERY}


def _span(found: Found, reckoning: Reckoning) -> Timing | None:
    if _describes_a_thing(found):
        return None
    if _goes_on(found):
        return UNKNOWN
    if _HALF_OR_RANGE.intersection(token.text for token in found.here) and PLURAL in found.values(*UNITS):
        return UNKNOWN
    return counted(duration(list(amounts_in(found["span"]))), reckoning, found)


def _goes_on(found: Found) -> bool:
    """ "2d1h30": what is stuck to the last unit belongs to it, whatever it is."""
    return bool(found.following) and found.following[0].terminal is Term.NUMBER and _is_stuck(found.following[0], found)


def _is_stuck(token: Token, found: Found) -> bool:
    units = [unit for unit in found.here if unit.terminal in UNITS]
    return token.start == units[-1].end


def counted(length: Duration | None, reckoning: Reckoning, found: Found) -> Timing | None:
    if length is None:
        return None
    timing = point(length.after_base(reckoning), grain=length.grain)
    timing = timing.counting(elapsed=length.is_elapsed, working_days=length.working_days)
    return with_warning(timing, TimingWarning.VAGUE_NUMBER) if _is_vague(found) else timing


def _is_vague(found: Found) -> bool:
    return any(token.terminal is Term.ABOUT and token.value for token in found.here)


def _describes_a_thing(found: Found) -> bool:
    """ "a 30-minute call", "2-week trial", "twice a day", "one day we": an amount, but not of time from now."""
    span: list[Token] = list(found["span"])
    if _lasts(span, found):
        return True
    if _MARKS & {token.terminal for token in found.lead} or (
        found.following and found.following[0].terminal in _FOLLOWERS
    ):
        return False
    if span[0].terminal is Term.AN and found.match.start() > 0:
        return True
    if any(token.terminal is Term.FOR for token in found.lead):
        before = found.tokens[: found.match.start()]
        return not is_condition(before) and bool(before or found.following)
    if not found.following or found.following[0].terminal not in _PROSE:
        return False
    unit = next(token for token in span if token.terminal in UNITS)
    return (
        found.following[0].terminal is not Term.WORD
        or unit.terminal in (Term.MINUTE, Term.HOUR)
        or len(unit.text) == 1
        or span[0].text == "one"
    )


def _lasts(span: Sequence[Token], found: Found) -> bool:
    """ "after a 3-day trial", "during the 30 day pilot" """
    adjective = any(token.terminal is Term.DASH for token in span) or any(
        token.text == "during" for token in found.lead
    )
    return adjective and bool(found.following) and found.following[0].terminal is Term.LASTING


def so_long(count: float, unit: Term, reckoning: Reckoning) -> Timing:
    """``count`` of a unit of civil days."""
    length = Duration(DAYS_IN[unit] * count)
    return point(length.after_base(reckoning))


SPAN = Rule(
    "span",
    "LEAD NEXT? (?P<span>SPAN)",
    _span,
    {
        "in 3 days": "2026-03-07",
        "two weeks": "2026-03-18",
        "a week and a half": "2026-03-14",
        "2 weeks and 3 days": "2026-03-21",
        "in 36 hours": "2026-03-05 22:00",
        "after 5 business days": "2026-03-11",
        "within 3 days": "2026-03-06",
        "in the next 3 days": "2026-03-06",
        "If no response within 3 days": "2026-03-07",
        "no contact for 2 weeks": "2026-03-18",
        "если нет ответа в течение 3 дней": "2026-03-07",
        "wenn keine Antwort innerhalb von 3 Tagen": "2026-03-07",
    },
    anchored=True,
)
SPAN_AROUND_NEXT = Rule(
    "span-around-next",
    "LEAD (?P<span>NUMBER NEXT UNIT)",
    _span,
    {"two upcoming weeks": "2026-03-18"},
)


def _one_unit(found: Found, reckoning: Reckoning) -> Timing | None:
    """Not "days later": how many is not known."""
    unit = next(token for token in found.here if token.terminal in UNITS)
    if unit.value == PLURAL:
        return None
    return counted(duration([(1.0, unit.terminal)]), reckoning, found)


ONE_UNIT = Rule(
    "one-unit",
    "LEAD (?:(?<![NUMBER AN NEXT LAST ORDINAL]) (?:DAY|WEEK) (?=AFTER (?:WORD|LASTING|ORDINAL))"
    "| (?:HENCE | (?<![DAY WEEK MONTH YEAR HOUR MINUTE]) LATER) ABOUT? UNIT | ^ ABOUT UNIT $"
    "| (?<![NUMBER PLUS DASH SLASH WORD ORDINAL]) UNIT LATER | (?:WITHIN|BY) NEXT? UNIT) (?!NUMBER)",
    _one_unit,
    {"the day after the demo": "2026-03-05", "через час": "2026-03-04 11:00", "within the hour": "2026-03-04 10:30"},
    anchored=True,
)


def _hour_and_minutes(found: Found, reckoning: Reckoning) -> Timing | None:
    """ "14h30" is a time of day to some; "in 2h 15 people" has no minutes."""
    if found.following and not _is_stuck(found.here[-1], found):
        return None
    hours, minutes = found.values(Term.NUMBER, Term.AN)
    if hours >= 8 or minutes >= 60:
        return UNKNOWN
    return counted(duration([(hours, Term.HOUR), (minutes, Term.MINUTE)]), reckoning, found)


HOUR_AND_MINUTES = Rule(
    "hour-and-minutes",
    "LEAD (?<!UNIT) NUM HOUR NUMBER (?!DASH? UNIT)",
    _hour_and_minutes,
    {"1 hour thirty": "2026-03-04 11:30", "2h30": "2026-03-04 12:30", "14h30": "unknown"},
    anchored=True,
)


def _after_a_day(found: Found, reckoning: Reckoning) -> Timing | None:
    length = duration(list(amounts_in(found["span"])))
    ahead = found.value(Term.TODAY, Term.TOMORROW)
    if length is None or length.is_elapsed or length.working_days is not None:
        return None
    return point(reckoning.days(length.days + ahead))


AFTER_A_DAY = Rule(
    "after-a-day",
    "LEAD (?P<span>SPAN) (?:AFTER|FROM) (?:TODAY|TOMORROW)",
    _after_a_day,
    {"two days after today": "2026-03-06", "a week after tomorrow": "2026-03-12"},
)


def _number_alone(found: Found, reckoning: Reckoning) -> Timing | None:
    """Whole ones: 15.04 may be a date."""
    if not found.value(Term.NUMBER).is_integer():
        return None
    return counted(duration([(found.value(Term.NUMBER), Term.DAY)]), reckoning, found)


NUMBER_ALONE = Rule("number-alone", "^ PLUS? NUMBER STOP? $", _number_alone, {"3": "2026-03-07", "+7": "2026-03-11"})
