"""Weeks, months, quarters and years of the calendar: where one starts, where one ends, and the next one."""

from datetime import date, timedelta

from domain.timing.durations import PLURAL
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import Rule, point
from domain.timing.terms import Term
from domain.timing.timing import Timing, TimingKind

_FRIDAY = 4
_MONTHS_IN = {Term.MONTH: 1, Term.QUARTER: 3, Term.YEAR: 12}


def _start_of(unit: Term, today: date, ahead: int) -> date:
    if unit is Term.WEEK:
        return today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    months = _MONTHS_IN[unit]
    first = (today.month - 1) // months * months + ahead * months
    return date(today.year + first // 12, first % 12 + 1, 1)


def _end_of(unit: Term, today: date, ahead: int) -> date:
    if unit is Term.WEEK:
        friday = _start_of(unit, today, ahead) + timedelta(days=_FRIDAY)
        return friday if friday >= today else friday + timedelta(weeks=1)
    return _start_of(unit, today, ahead + 1) - timedelta(days=1)


def _unit(found: Found) -> Term:
    return next(token.terminal for token in found.here if token.terminal in (Term.WEEK, *_MONTHS_IN))


def _ahead(found: Found) -> int:
    return int(sum(found.values(Term.NEXT))) + (found.has(Term.AFTER) and found.has(Term.NEXT))


def _end(found: Found, reckoning: Reckoning) -> Timing:
    return point(reckoning.on(_end_of(_unit(found), reckoning.today, _ahead(found))))


def _middle(found: Found, reckoning: Reckoning) -> Timing | None:
    unit, ahead = _unit(found), _ahead(found)
    if unit not in (Term.WEEK, Term.MONTH):
        return None
    middle = _start_of(unit, reckoning.today, ahead) + timedelta(days=2 if unit is Term.WEEK else 14)
    return point(reckoning.on(middle)) if middle >= reckoning.today else None


def _late(found: Found, reckoning: Reckoning) -> Timing | None:
    unit = _unit(found)
    start = _start_of(unit, reckoning.today, _ahead(found))
    near_end = _end_of(unit, reckoning.today, _ahead(found)) - timedelta(days=6)
    day = start + timedelta(days=3) if unit is Term.WEEK else near_end
    return point(reckoning.on(day)) if day >= reckoning.today else None


def _start(found: Found, reckoning: Reckoning) -> Timing | None:
    if PLURAL in found.values(Term.WEEK, Term.MONTH, Term.QUARTER):
        return None
    start = _start_of(_unit(found), reckoning.today, _ahead(found))
    return point(reckoning.first_working_day(start)) if start > reckoning.today else None


def _first_day(found: Found, reckoning: Reckoning) -> Timing | None:
    start = _start_of(_unit(found), reckoning.today, _ahead(found))
    if found.has(Term.WORKDAY):
        return point(reckoning.first_working_day(start))
    return point(reckoning.on(start))


def _day_of_month(found: Found, reckoning: Reckoning) -> Timing | None:
    start = _start_of(Term.MONTH, reckoning.today, _ahead(found))
    day = start + timedelta(days=int(found.value(Term.NUMBER, Term.ORDINAL)) - 1)
    return point(reckoning.on(day)) if day.month == start.month and day >= reckoning.today else None


def _this_week(_found: Found, reckoning: Reckoning) -> Timing:
    friday = reckoning.on(_end_of(Term.WEEK, reckoning.today, 0))
    return Timing(point(friday).status, at=reckoning.base, until=friday, kind=TimingKind.DEADLINE)


def _quarter(found: Found, reckoning: Reckoning) -> Timing | None:
    quarter, years = int(found.value(Term.QUARTER_NAME)), [int(value) for value in found.values(Term.NUMBER)]
    today = reckoning.today
    if years and not 2000 <= years[0] < 2200:
        return None
    start = date(years[0] if years else today.year, quarter * 3 - 2, 1)
    is_now = start.year == today.year and (today.month - 1) // 3 + 1 == quarter
    if found.has(Term.END_OF):
        end = _end_of(Term.QUARTER, start, 0)
        return point(reckoning.on(end)) if end >= today else None
    if is_now or (years and start < today):
        return None
    return point(reckoning.first_working_day(start if start > today else start.replace(year=start.year + 1)))


_NEXT_PERIOD = "(?:THIS? PERIOD | NEXT PERIOD | PERIOD NEXT | PERIOD AFTER NEXT) (?!NUMBER)"

FIRST_DAY = Rule(
    "first-day-of-period",
    "LEAD ORDINAL (?:DAY|WORKDAY) OF (?:NEXT PERIOD | PERIOD NEXT)",
    lambda found, reckoning: _first_day(found, reckoning) if found.value(Term.ORDINAL) == 1 else None,
    {"first day of next month": "2026-04-01"},
)
LAST_DAY = Rule(
    "last-day-of-period",
    f"LEAD LAST (?:DAY) OF {_NEXT_PERIOD}",
    _end,
    {"last day of the month": "2026-03-31"},
)
DAY_OF_MONTH = Rule(
    "day-of-month",
    "LEAD (?:NUMBER|ORDINAL) DAY? OF (?:NEXT MONTH | THIS MONTH)",
    _day_of_month,
    {"20 of next month": "2026-04-20", "the 20th of this month": "2026-03-20"},
)
END = Rule(
    "end-of-period",
    f"LEAD END_OF OF? {_NEXT_PERIOD} | LEAD (?:THIS|NEXT) END_OF PERIOD",
    _end,
    {
        "end of the week": "2026-03-06",
        "end of month": "2026-03-31",
        "end of next month": "2026-04-30",
        "by end of week": "2026-03-05",
        "до кінця тижня": "2026-03-05",
    },
)
MIDDLE = Rule(
    "middle-of-period",
    f"LEAD MID OF? {_NEXT_PERIOD}",
    _middle,
    {"mid next week": "2026-03-11", "mid month": "2026-03-15", "в середине месяца": "2026-03-15"},
)
LATE = Rule(
    "late-in-period",
    "LEAD (?:LATE|LATER) OF? (?:THIS PERIOD | NEXT PERIOD | PERIOD NEXT)",
    _late,
    {"late next week": "2026-03-12", "later this week": "2026-03-05"},
)
START = Rule(
    "start-of-period",
    "LEAD (?:EARLY|EARLY OF)? (?:NEXT PERIOD | PERIOD NEXT | PERIOD AFTER NEXT) (?!NUMBER)",
    _start,
    {
        "next week": "2026-03-09",
        "the week after next": "2026-03-16",
        "early next week": "2026-03-09",
        "next month": "2026-04-01",
        "beginning of next month": "2026-04-01",
        "next quarter": "2026-04-01",
        "la semana que viene": "2026-03-09",
    },
)
THIS_WEEK = Rule(
    "this-week",
    "LEAD THIS WEEK",
    _this_week,
    {"this week": "2026-03-04", "цього тижня": "2026-03-04", "diese Woche": "2026-03-04", "esta semana": "2026-03-04"},
)
QUARTER = Rule(
    "quarter-name",
    "LEAD (?:EARLY|END_OF)? QUARTER_NAME (?:COMMA|SLASH)? NUMBER?",
    _quarter,
    {"Q2": "2026-04-01", "Q4 2026": "2026-10-01", "end of Q1": "2026-03-31"},
)
