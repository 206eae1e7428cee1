"""From the words that a person types for a setting to its value."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from application.ports.holiday_calendar import HolidayCalendar
from application.wording.setting_values import Field, Value
from domain.account.preference_words import NONE, read_quiet_hours, read_time, read_working_days
from domain.errors import TimingRefused
from domain.timing import TimingKind
from domain.typed_times import time_in
from domain.worktime import WorkTime
from entrypoints.bot.settings import texts as setting_texts

T = TypeVar("T")


class NotUnderstood(Exception):
    """``str`` tells the person which words were not understood, and what to write, with an example."""


def typed_value(field: Field, words: str, *, work_time: WorkTime, calendar: HolidayCalendar, now: datetime) -> Value:
    """Of any field that can be typed but the zone, which is proposed first. Raise ``NotUnderstood``."""
    match field:
        case Field.SEND_TIME:
            return _by_rules_of(read_time, words)
        case Field.QUIET:
            return _by_rules_of(read_quiet_hours, words)
        case Field.DAYS:
            return _by_rules_of(read_working_days, words)
        case Field.HOLIDAYS:
            return _typed_country(words, calendar)
        case _:
            return _typed_day(words, work_time, now)


def _by_rules_of(read: Callable[[str], T], words: str) -> T:
    """By a reader whose ``ValueError`` says what to write instead. Raise ``NotUnderstood``."""
    try:
        return read(words)
    except ValueError as error:
        raise NotUnderstood(setting_texts.unread(str(error))) from error


def _typed_country(words: str, calendar: HolidayCalendar) -> str:
    """Empty for none. Raise ``NotUnderstood``."""
    if words.strip().casefold() == NONE:
        return ""
    country = calendar.country_named(words)
    if country is None:
        raise NotUnderstood(setting_texts.unknown_country(words))
    return country


def _typed_day(words: str, work_time: WorkTime, now: datetime) -> date:
    """The owner's day; of a deadline ("until Friday") its end. Raise ``NotUnderstood``."""
    try:
        timing = time_in(words, work_time=work_time, now=now)
    except TimingRefused as error:
        raise NotUnderstood(setting_texts.DAY_NOT_AHEAD if error.is_time else setting_texts.UNREAD_DAY) from error
    moment = timing.until if timing.kind is TimingKind.DEADLINE else timing.at
    if moment is None:
        raise NotUnderstood(setting_texts.DAY_NOT_AHEAD)
    return moment.astimezone(work_time.zone).date()
