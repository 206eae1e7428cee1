"""What a person types into a setting, read as its value."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from application.ports.holiday_calendar import HolidayCalendar
from domain.preference_words import NONE
from domain.timing import TimingKind, TimingStatus, parse_timing
from domain.worktime import WorkTime
from entrypoints.bot import setting_texts

T = TypeVar("T")

MOST_OTHER_WORDS = 2
"""More beside those of the time, and it is a note in which a day is named."""


class NotUnderstood(Exception):
    """``str`` says to the person what could not be understood, and what to write, with an example."""


def by_rules_of(read: Callable[[str], T], words: str) -> T:
    """By a reader whose ``ValueError`` says what to write instead. Raises ``NotUnderstood``."""
    try:
        return read(words)
    except ValueError as error:
        raise NotUnderstood(setting_texts.unread(str(error))) from error


def typed_country(words: str, calendar: HolidayCalendar) -> str:
    """Empty for none. Raises ``NotUnderstood``."""
    if words.strip().casefold() == NONE:
        return ""
    country = calendar.country_named(words)
    if country is None:
        raise NotUnderstood(setting_texts.unknown_country(words))
    return country


def typed_day(words: str, work_time: WorkTime, now: datetime) -> date:
    """The owner's day that is meant; of a deadline ("until Friday") its end. Raises ``NotUnderstood``."""
    base = now.astimezone(work_time.zone)
    timing = parse_timing(words, base, is_working_day=work_time.is_working_day)
    others = len(words.split()) - len(timing.matched.split())
    if timing.status is TimingStatus.UNKNOWN or others > MOST_OTHER_WORDS:
        raise NotUnderstood(setting_texts.UNREAD_DAY)
    moment = timing.until if timing.kind is TimingKind.DEADLINE else timing.at
    if timing.status is TimingStatus.REJECTED or moment is None:
        raise NotUnderstood(setting_texts.DAY_NOT_AHEAD)
    return moment.astimezone(work_time.zone).date()
