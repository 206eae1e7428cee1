"""Days of the week: the next such day strictly after the base; "next X" is that of the next ISO week."""

from datetime import date, timedelta

from domain.timing.durations import amounts_in, duration
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import Rule, point
from domain.timing.terms import Term
from domain.timing.timing import Timing

_SATURDAY = 5
_FULL = "WEEKDAY"
_ANY = "(?:WEEKDAY|WEEKDAY_SHORT)"
_NOT_BETWEEN = "(?!WEEK|(?:DASH|TO|SLASH|AND)? (?:WEEKDAY|WEEKDAY_SHORT))"


def _strictly_after(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def in_week_of(day: date, weekday: int) -> date:
    return day + timedelta(days=weekday - day.weekday())


def _weekday(found: Found, reckoning: Reckoning) -> Timing:
    days = sorted(
        _strictly_after(reckoning.today, int(value)) for value in found.values(Term.WEEKDAY, Term.WEEKDAY_SHORT)
    )
    return point(reckoning.on(days[0]), until=reckoning.on(days[-1]) if days[-1] > days[0] else None)


def _weekday_range(found: Found, reckoning: Reckoning) -> Timing:
    first, last = found.values(Term.WEEKDAY, Term.WEEKDAY_SHORT)
    start = _strictly_after(reckoning.today, int(first))
    return point(reckoning.on(start), until=reckoning.on(_strictly_after(start, int(last))))


def _next_weekday(found: Found, reckoning: Reckoning) -> Timing:
    weeks = int(found.value(Term.NEXT))
    return point(reckoning.on(in_week_of(reckoning.today, _day(found)) + timedelta(weeks=weeks)))


def _weekday_in_span(found: Found, reckoning: Reckoning) -> Timing | None:
    length = duration(list(amounts_in(found["span"])))
    if length is None or length.is_elapsed or length.working_days is not None or length.days < 7:
        return None
    return point(reckoning.on(in_week_of(length.after_base(reckoning).date(), _day(found))))


def _weekend(found: Found, reckoning: Reckoning) -> Timing:
    if found.has(Term.NEXT):
        return point(reckoning.on(in_week_of(reckoning.today, _SATURDAY) + timedelta(weeks=1)))
    saturday = _strictly_after(reckoning.today, _SATURDAY)
    if found.has(Term.AFTER):
        return point(reckoning.first_working_day(in_week_of(reckoning.today, _SATURDAY) + timedelta(days=2)))
    return point(reckoning.on(saturday))


def _day(found: Found) -> int:
    return int(found.value(Term.WEEKDAY, Term.WEEKDAY_SHORT))


NEXT_WEEKDAY = Rule(
    "next-weekday",
    f"LEAD (?:NEXT {_ANY} | {_FULL} NEXT WEEK | {_FULL} ON? NEXT | {_FULL} IN? WEEK NEXT"
    f"| NEXT WEEK COMMA? ON? {_FULL})",
    _next_weekday,
    {
        "next Monday": "2026-03-09",
        "next Friday": "2026-03-13",
        "Tuesday next week": "2026-03-10",
        "next week on Thursday": "2026-03-12",
    },
)
WEEKDAY_IN_SPAN = Rule(
    "weekday-in-span",
    f"LEAD (?:(?P<span>SPAN) ON {_ANY} | {_ANY} IN (?P<later>SPAN))",
    lambda found, reckoning: _weekday_in_span(found, reckoning) if found["span"] else None,
    {"in 2 weeks on Tuesday": "2026-03-17"},
)
WEEKDAY = Rule(
    "weekday",
    f"LEAD {_FULL} (?:OR {_FULL})? {_NOT_BETWEEN}"
    f"| (?P<on>(?:ON|BY|THIS|UNTIL){{1,2}}) WEEKDAY_SHORT {_NOT_BETWEEN}"
    f"| ^ WEEKDAY_SHORT (?=$|AT|CLOCK|DAYPART|COMMA|STOP|COLON|DASH)"
    f"| WEEKDAY_SHORT (?=COMMA? (?:AT|ON)? CLOCK)",
    _weekday,
    {
        "Friday": "2026-03-06",
        "this Friday": "2026-03-06",
        "on Thursday at 3pm": "2026-03-05 15:00",
        "Monday or Tuesday": "2026-03-09",
        "call him tue 3pm": "2026-03-10 15:00",
        "позвонить чт в 11": "2026-03-05 11:00",
    },
)
WEEKDAY_RANGE = Rule(
    "weekday-range",
    f"LEAD FROM ON? {_ANY} AND ON? {_ANY} (?!(?:IN|OF|THIS)? (?:NEXT|WEEK))",
    _weekday_range,
    {
        "between Monday and Wednesday": "2026-03-09",
    },
)
WEEKEND = Rule(
    "weekend",
    "LEAD NEXT? WEEKEND",
    _weekend,
    {
        "this weekend": "2026-03-07",
        "next weekend": "2026-03-14",
        "after the weekend": "2026-03-09",
        "am Wochenende": "2026-03-07",
    },
    anchored=True,
)
