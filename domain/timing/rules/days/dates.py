"""Dates of the calendar: "May 5", "15. April", "2026-04-15". Without a year it is the next such date.

A past date is rejected."""

from datetime import date

from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import REJECTED, UNKNOWN, Rule, point
from domain.timing.terms import Term
from domain.timing.timing import Timing

_YEARS = range(2000, 2200)
_PARTS = {Term.MID: 15, Term.LATE: 25}
_DAY = "(?:NUMBER|ORDINAL)"
_LAST = "(?:BETWEEN (?P<last>NUMBER|ORDINAL))?"
_YEAR = "(?:COMMA|OF)? (?P<year>NUMBER)"


def _dated(day: date | None, reckoning: Reckoning) -> Timing:
    if day is None:
        return UNKNOWN
    return point(reckoning.on(day)) if day >= reckoning.today else REJECTED


def _next_such(month: int, day: int, today: date) -> date | None:
    """29 February may be years ahead: then it is too far, and not now."""
    for year in range(today.year, today.year + 9):
        if (found := _date(year, month, day)) and found >= today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full_date(found: Found, reckoning: Reckoning) -> Timing:
    value = int(found.value(Term.DATE))
    if value > 0:
        return _dated(date.fromordinal(value), reckoning)
    month, day = divmod(-value, 100)
    return _dated(_next_such(month, day, reckoning.today), reckoning)


def _month_and_day(found: Found, reckoning: Reckoning) -> Timing | None:
    month, day = int(found.value(Term.MONTH_NAME)), found["day"][0].value
    year = found["year"][0].value if found["year"] else None
    if day not in range(1, 100) or (year is not None and year not in _YEARS):
        return None
    named = _date(int(year), month, int(day)) if year else _next_such(month, int(day), reckoning.today)
    if named and found["weekday"] and named.weekday() != found["weekday"][0].value:
        return UNKNOWN  # it is one or the other
    return _until(_last_day(found, named), _dated(named, reckoning), reckoning)


def _last_day(found: Found, first: date | None) -> date | None:
    return _date(first.year, first.month, int(found["last"][0].value)) if first and found["last"] else None


def _until(last: date | None, timing: Timing, reckoning: Reckoning) -> Timing:
    at = timing.at
    return point(at, until=reckoning.on(last)) if at and last and last > at.date() else timing


def _month(found: Found, reckoning: Reckoning) -> Timing | None:
    month, today = int(found.value(Term.MONTH_NAME)), reckoning.today
    year = int(found["year"][0].value) if found["year"] else None
    if year is not None and year not in _YEARS:
        return None
    start = date(year, month, 1) if year else _next_such(month, 1, today)
    if start is None or start < today or (month == today.month and (year or today.year) == today.year):
        return UNKNOWN
    return point(reckoning.first_working_day(start))


def _part_of_month(found: Found, reckoning: Reckoning) -> Timing:
    """About the fifteenth or the twenty-fifth: the first working day from there. Early in a month is its first."""
    month, today = int(found.value(Term.MONTH_NAME)), reckoning.today
    begins = _next_such(month, 1, today.replace(day=1))
    if begins is None:
        return UNKNOWN
    day = begins.replace(day=next(day for term, day in _PARTS.items() if found.has(term)))
    return point(reckoning.first_working_day(day)) if day >= today else REJECTED


def _day_alone(found: Found, reckoning: Reckoning) -> Timing | None:
    day = int(found["day"][0].value)
    if not 1 <= day <= 31:
        return None
    named = _next_of_months(day, reckoning.today)
    if named and found["weekday"] and named.weekday() != found["weekday"][0].value:
        return UNKNOWN  # it is one or the other
    return _dated(named, reckoning)


def _next_of_months(day: int, today: date) -> date | None:
    """29 to 31 are in the next month that has them."""
    for month in range(today.month, today.month + 3):
        year, number = today.year + (month - 1) // 12, (month - 1) % 12 + 1
        if (found := _date(year, number, day)) and found >= today:
            return found
    return None


DATE = Rule(
    "date",
    "LEAD (?:WEEKDAY|WEEKDAY_SHORT)? COMMA? DATE",
    _full_date,
    {"2026-04-15": "2026-04-15", "15.04.2026": "2026-04-15", "am 15.04.": "2026-04-15", "2025-01-01": "rejected"},
)
DAY_THEN_MONTH = Rule(
    "day-then-month",
    f"LEAD (?P<weekday>WEEKDAY|WEEKDAY_SHORT)? COMMA? ON? (?P<day>{_DAY}) {_LAST} OF? MONTH_NAME"
    f"(?:{_YEAR} (?!DASH? UNIT))?",
    _month_and_day,
    {
        "5 May": "2026-05-05",
        "Friday 13 March": "2026-03-13",
        "5th of May 2026": "2026-05-05",
        "15-17 April": "2026-04-15",
        "el 15 de abril": "2026-04-15",
        "30 February": "unknown",
        "1 March 2026": "rejected",
    },
)
MONTH_THEN_DAY = Rule(
    "month-then-day",
    f"LEAD (?P<weekday>WEEKDAY|WEEKDAY_SHORT)? COMMA? MONTH_NAME (?P<day>{_DAY}) {_LAST} (?!DASH? UNIT)"
    f"(?:{_YEAR} (?!DASH? UNIT))?",
    _month_and_day,
    {"May 5": "2026-05-05", "May 5th, 2026": "2026-05-05", "January 15": "2027-01-15", "February 30": "unknown"},
)
DAY_ALONE = Rule(
    "day-of-month-alone",
    "(?:^ LEAD | (?:ON|BY|UNTIL|AFTER) | LEAD (?P<weekday>WEEKDAY|WEEKDAY_SHORT) COMMA? ON?)"
    "(?P<day>ORDINAL) (?=$|AT|ON|CLOCK|COMMA|STOP)",
    _day_alone,
    {"the 15th": "2026-03-15", "by the 20th": "2026-03-19", "Friday the 6th": "2026-03-06", "до 20-го": "2026-03-19"},
)
PART_OF_MONTH = Rule(
    "part-of-month",
    "LEAD (?:MID|LATE) DASH? IN? OF? MONTH_NAME (?!NUMBER)",
    _part_of_month,
    {"mid May": "2026-05-15", "mid-May": "2026-05-15", "late May": "2026-05-25"},
)
MONTH = Rule(
    "month-name",
    "(?:IN|ON|EARLY|NEXT) MONTH_NAME (?P<year>NUMBER)? (?!DASH? UNIT|NUMBER)",
    _month,
    {"in May": "2026-05-01", "early June 2026": "2026-06-01", "в апреле": "2026-04-01", "im Mai": "2026-05-01"},
)
