"""The grammar's rules, warnings and shifts in plain words."""

from collections.abc import Mapping

from domain.due_time import DueTime, GivenBy, Shift, ShiftCause
from domain.timing import TimingWarning

RULE_PHRASES = {
    "delay-days": "a number of days given by the plan",
    "default-spacing": "3 days for each step, since no time was given",
    "number": "a number of days",
    "number-alone": "a number of days",
    "times-a-unit": "so many times a week or month",
    "week-and-day": "“Week W, Day D”",
    "month-and-week": "“Month M, Week W”",
    "week-and-weekday": "a weekday of “Week W”",
    "end-of-day-label": "the end of “Day N”",
    "day-label": "“Day N”",
    "first-day-of-period": "the first day of a period",
    "last-day-of-period": "the last day of a period",
    "day-of-month": "a day of a month",
    "every-span": "every N days, weeks or months",
    "every-weekday": "every such weekday",
    "ordinal-day": "the Nth day",
    "unit-label": "“Week N” or “Month N”",
    "after-a-day": "N days after a named day",
    "weekday-in-span": "a weekday in N weeks",
    "date": "a date",
    "day-then-month": "a date",
    "month-then-day": "a date",
    "day-of-month-alone": "a day of the month",
    "range": "N to M days, of which the first counts",
    "range-of-words": "N to M days, of which the first counts",
    "hour-and-minutes": "hours and minutes",
    "span": "N hours, days, weeks or months",
    "span-around-next": "the next N days or weeks",
    "one-unit": "one day, week or month",
    "next-working-day": "the next working day",
    "named-day": "today, tomorrow or the day after",
    "next-day": "the next day",
    "next-weekday": "that day of next week",
    "weekday": "the next such weekday",
    "weekday-range": "from one weekday to another",
    "weekend": "the weekend",
    "end-of-period": "the end of a week, month or quarter",
    "middle-of-period": "the middle of a week or month",
    "late-in-period": "late in a week or month",
    "start-of-period": "the first working day of a period",
    "this-week": "this week",
    "quarter-name": "the start of a quarter",
    "month-name": "the start of a month",
    "part-of-month": "the middle or the end of a month",
    "immediate": "at once",
    "now": "at once",
    "time-of-day": "a time of day",
    "adverb": "daily, weekly or monthly",
}
"""Of every rule that gives a time, by its id. Rules that refuse never date a step."""


def rule_words(rule: str) -> str:
    """The id itself for a rule of another version of this program."""
    return RULE_PHRASES.get(rule, rule)


WARNING_PHRASES: Mapping[str, str] = {
    TimingWarning.ONLY_THE_FIRST: "it comes again and again; only the first time is planned",
    TimingWarning.SEVERAL_TIMES: "several times were named; the first one counts",
    TimingWarning.VAGUE_NUMBER: "how many was not said exactly",
    TimingWarning.CLAMPED_TO_PREVIOUS: "it would have come before the step above, so it comes with it",
    TimingWarning.LABELS_COUNT_WHOLE_UNITS: "“Week 1” is read as one week after the start, to keep the order",
    TimingWarning.DELAYS_READ_AS_GAPS: "its days are counted from the step above",
    TimingWarning.DELAY_AGAINST_TIMING: "the plan gave two different times; the number of days counts",
    TimingWarning.CLAMPED_TO_A_YEAR: "it would be more than a year ahead, so it is planned a year from now",
}


def warning_words(code: str) -> str:
    """The code itself for a warning of another version of this program."""
    return WARNING_PHRASES.get(code, code)


CAUSES = {
    ShiftCause.DAY_OFF: "not a working day",
    ShiftCause.HOLIDAY: "a holiday",
    ShiftCause.QUIET_HOURS: "in the quiet hours",
    ShiftCause.PAUSED: "reminders are paused",
    ShiftCause.CLOCK_CHANGE: "the clocks skip that time",
    ShiftCause.DEADLINE: "earlier, to meet the deadline",
    ShiftCause.LATE: "that time had passed",
    ShiftCause.ORDER: "not before the step before it",
    ShiftCause.SPACING: "3 working days after the step before it",
}


def cause_words(shift: Shift) -> str:
    return f"{CAUSES[shift.cause]} ({shift.detail})" if shift.detail else CAUSES[shift.cause]


def moved_from_choice(due: DueTime) -> str:
    """A sentence for an owner who gets another time than they chose; empty when they get the chosen time."""
    if due.given_by not in (GivenBy.SNOOZE, GivenBy.MOVE) or not due.shifts:
        return ""
    return f"Moved from the time chosen: {', '.join(dict.fromkeys(map(cause_words, due.shifts)))}."
