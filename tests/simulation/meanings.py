"""The meanings of the words of the simulated planner and owners, written down by hand."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from tests.simulation.calendar import AfterWorkdays, Habits, Meaning, OnADay


def _days(count: int, wall: time | None = None) -> Callable[[datetime, date], Meaning]:
    return lambda at, day: OnADay(day + timedelta(days=count), wall)


def _hours(count: int) -> Callable[[datetime, date], Meaning]:
    return lambda at, day: at + timedelta(hours=count)


def _workdays(count: int) -> Callable[[datetime, date], Meaning]:
    return lambda at, day: AfterWorkdays(count, day)


def _next_monday(wall: time | None = None) -> Callable[[datetime, date], Meaning]:
    return lambda at, day: OnADay(day + timedelta(days=7 - day.weekday()), wall)


def _saturday(at: datetime, day: date) -> Meaning:
    return OnADay(day + timedelta(days=(5 - day.weekday() - 1) % 7 + 1))


WORDS: dict[str, Callable[[datetime, date], Meaning]] = {
    "now": _hours(0),
    "immediately": _hours(0),
    "in 3 hours": _hours(3),
    "3 hours": _hours(3),
    "24 hours": _hours(24),
    "tomorrow": _days(1),
    "tomorrow at 22:30": _days(1, time(22, 30)),
    "day 1": _days(1),
    "day 3": _days(3),
    "day 7": _days(7),
    "day 45": _days(45),
    "in 5 days": _days(5),
    "week 2": _days(7),
    "in 2 weeks": _days(14),
    "3 business days": _workdays(3),
    "3 working days": _workdays(3),
    "next monday": _next_monday(),
    "next monday at 14:00": _next_monday(time(14)),
    "saturday": _saturday,
}
"""From the moment at which they were said, and its date on the owner's calendar."""


def meaning(words: str, at: datetime, habits: Habits) -> Meaning | None:
    """None where they say nothing."""
    day = habits.day_of(at)
    if re.fullmatch(r"\+\d+", words):
        count = int(words)
        return OnADay(day + timedelta(days=count)) if count else at
    mean = WORDS.get(words.lower())
    return mean(at, day) if mean else None
