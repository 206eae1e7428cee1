"""What a person types into a setting, read as its value."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from application.ports.holiday_calendar import HolidayCalendar
from domain.account.preference_words import NONE
from domain.errors import TimingRefused
from domain.timing import TimingKind
from domain.typed_times import time_in
from domain.worktime import WorkTime
from entrypoints.bot.settings import texts as setting_texts

T = TypeVar("T")


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
    try:
        timing = time_in(words, work_time=work_time, now=now)
    except TimingRefused as error:
        raise NotUnderstood(setting_texts.DAY_NOT_AHEAD if error.is_time else setting_texts.UNREAD_DAY) from error
    moment = timing.until if timing.kind is TimingKind.DEADLINE else timing.at
    if moment is None:
        raise NotUnderstood(setting_texts.DAY_NOT_AHEAD)
    return moment.astimezone(work_time.zone).date()
