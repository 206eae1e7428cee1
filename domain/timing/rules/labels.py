"""Steps that carry their day as a label: "Day 3", "Week 2", "Month 1", "Week 2, Day 3", "T+5"."""

from datetime import timedelta

from domain.timing.durations import DAYS_IN
from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning
from domain.timing.rule import Rule, point
from domain.timing.terms import Term
from domain.timing.timing import Timing

_NO_AMOUNT = "(?<![NUMBER AN ORDINAL EVERY PER NEXT BEFORE])"
_NUMBERED = "(?:HASH|DASH|PLUS)? NUMBER"
_TO_NUMBER = "(?:BETWEEN {unit}? (?P<until>NUMBER))? (?!DASH? UNIT|BEFORE|AGO)"


def _day(found: Found, reckoning: Reckoning) -> Timing | None:
    if found.has(Term.DAY) and not _says_day(found):
        return None
    day = found.value(Term.NUMBER, Term.ORDINAL)
    if not day.is_integer():
        return None
    last = found["until"][0].value if "until" in found.match.groupdict() and found["until"] else day
    return point(reckoning.days(day), until=reckoning.days(last) if last > day else None)


def _says_day(found: Found) -> bool:
    """ "R&D 3" is no day; "D3" is, when the text begins with it."""
    label = next(token for token in found.here if token.terminal is Term.DAY)
    return len(label.text) > 1 or (label is found.tokens[0] and not found.has(Term.DASH))


def _week_and_day(found: Found, reckoning: Reckoning) -> Timing:
    week, day = found["week"][0].value, found["day"][0].value
    explicit = found.has(Term.OPEN) or day > DAYS_IN[Term.WEEK]
    return point(reckoning.days(day if explicit else (week - 1) * DAYS_IN[Term.WEEK] + day))


def _month_and_week(found: Found, reckoning: Reckoning) -> Timing:
    month, week = found.values(Term.NUMBER)
    return point(reckoning.days((month - 1) * DAYS_IN[Term.MONTH] + (week - 1) * DAYS_IN[Term.WEEK]))


def _unit(found: Found, reckoning: Reckoning) -> Timing | None:
    length = DAYS_IN[Term.WEEK if found.has(Term.WEEK) else Term.MONTH]
    label = found.value(Term.NUMBER, Term.ORDINAL)
    last = found["until"][0].value if found["until"] else label
    if not label.is_integer():
        return None
    start = max(label - 1 + reckoning.labels_from, 0) * length
    end = (max(last, label) + reckoning.labels_from) * length
    if Term.AFTER in (token.terminal for token in found.lead):
        return point(reckoning.days(end))
    if found.has(Term.END_OF, Term.LATE):
        return point(reckoning.days(end - 1))
    return point(reckoning.days(start + (length // 2 if found.has(Term.MID) else 0)), until=reckoning.days(end))


WEEK_AND_DAY = Rule(
    "week-and-day",
    f"WEEK (?:HASH|DASH)? (?P<week>NUMBER) (?:COMMA|OPEN|DASH|COLON|ON)? DAY (?:HASH|DASH)? (?P<day>NUMBER)"
    f"|{_NO_AMOUNT} DAY (?:HASH|DASH)? NUMBER (?:OF|COMMA|IN|OPEN)? WEEK (?:HASH|DASH)? NUMBER",
    lambda found, reckoning: _week_and_day(found, reckoning) if found["week"] else _day_of_week(found, reckoning),
    {
        "Week 3, Day 2": "2026-03-20",
        "Week 2 (Day 10)": "2026-03-14",
        "Day 1 of week 2": "2026-03-12",
        "Woche 2, Tag 3": "2026-03-14",
        "Semana 2, día 1": "2026-03-12",
    },
    anchored=True,
)


def _day_of_week(found: Found, reckoning: Reckoning) -> Timing:
    day, week = found.values(Term.NUMBER)
    return point(reckoning.days(day if day > DAYS_IN[Term.WEEK] else (week - 1) * DAYS_IN[Term.WEEK] + day))


def _week_and_weekday(found: Found, reckoning: Reckoning) -> Timing:
    start = reckoning.days((found.value(Term.NUMBER) - 1) * DAYS_IN[Term.WEEK]).date()
    ahead = (int(found.value(Term.WEEKDAY, Term.WEEKDAY_SHORT)) - start.weekday()) % DAYS_IN[Term.WEEK]
    return point(reckoning.on(start + timedelta(days=ahead)))


def _end_of_day(found: Found, reckoning: Reckoning) -> Timing | None:
    return point(reckoning.days(found.value(Term.NUMBER))) if found.here[-2].text.startswith("end") else None


WEEK_AND_WEEKDAY = Rule(
    "week-and-weekday",
    "WEEK NUMBER (?:COMMA|OPEN|DASH|COLON|ON)? (?:WEEKDAY|WEEKDAY_SHORT) | WEEKDAY (?:OF|IN|COMMA)? WEEK NUMBER",
    _week_and_weekday,
    {"Week 2, Tuesday": "2026-03-17", "Monday of week 2": "2026-03-16", "Woche 2 (Montag)": "2026-03-16"},
)
END_OF_DAY = Rule(
    "end-of-day-label",
    "LEAD DAYPART NUMBER (?!DASH? UNIT)",
    _end_of_day,
    {"end of day 3": "2026-03-07 17:00", "by the end of day 3": "2026-03-06 17:00"},
)
MONTH_AND_WEEK = Rule(
    "month-and-week",
    "MONTH (?:HASH|DASH)? NUMBER (?:COMMA|OPEN|DASH|COLON)? WEEK (?:HASH|DASH)? NUMBER",
    _month_and_week,
    {"Month 2, Week 2": "2026-04-10"},
    anchored=True,
)
DAY = Rule(
    "day-label",
    f"LEAD {_NO_AMOUNT} DAY {_NUMBERED} {_TO_NUMBER.format(unit='DAY')} | LEAD TEE PLUS NUMBER (?:DAY|(?!UNIT))",
    _day,
    {
        "Day 3": "2026-03-07",
        "Day-3": "2026-03-07",
        "Days 3–5": "2026-03-07",
        "D+3": "2026-03-07",
        "T+5": "2026-03-09",
        "By Day 7": "2026-03-10",
    },
    anchored=True,
)
ORDINAL_DAY = Rule(
    "ordinal-day",
    "LEAD (?:ORDINAL DAY | DAY ORDINAL) (?!OF|IN|BEFORE|AGO|NUMBER)",
    _day,
    {"on the third day": "2026-03-07", "на третий день": "2026-03-07", "am dritten Tag": "2026-03-07"},
    anchored=True,
)
UNIT = Rule(
    "unit-label",
    f"LEAD (?:EARLY|MID|LATE|END_OF)? OF?"
    f"(?:{_NO_AMOUNT} (?:WEEK|MONTH) {_NUMBERED} {_TO_NUMBER.format(unit='(?:WEEK|MONTH)')}"
    "|ORDINAL (?:WEEK|MONTH) (?!OF|IN|BEFORE|AGO|NUMBER))",
    _unit,
    {"Week 1": "2026-03-04", "Week 2-3": "2026-03-11", "Month 2": "2026-04-03", "second week": "2026-03-11"},
    anchored=True,
)
