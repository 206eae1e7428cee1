"""From what was pressed or typed to the command that does it."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time

from application.accounts.commands import AccountCommands, Changed
from application.accounts.owner import Owner
from application.ports.holiday_calendar import HolidayCalendar
from domain.account.preference_words import read_quiet_hours, read_time, read_working_days
from domain.worktime import QuietHours, WorkTime
from entrypoints.bot.settings import buttons
from entrypoints.bot.settings.buttons import SettingPress
from entrypoints.bot.settings.typed_words import by_rules_of, typed_country, typed_day

Choice = Callable[[AccountCommands, Owner, str], Awaitable[Changed]]
"""Done for an owner, by the command of that id."""


def pressed_choice(press: SettingPress) -> Choice:
    """``press`` has a value that ``read_setting`` has let in."""
    value = press.value
    match press.field:
        case buttons.CONFIRM:
            return lambda commands, owner, command_id: commands.confirm_zone(owner, command_id, value)
        case buttons.SEND_TIME:
            return _send_time(read_time(value))
        case buttons.QUIET:
            return _quiet_hours(read_quiet_hours(value))
        case buttons.DAYS:
            return _working_days(read_working_days(value))
        case buttons.HOLIDAYS:
            return _holidays(buttons.country_value(value))
        case buttons.LANGUAGE:
            return lambda commands, owner, command_id: commands.choose_language(owner, command_id, value)
        case buttons.FOLLOW_UPS:
            return lambda commands, owner, command_id: commands.switch_follow_ups(
                owner, command_id, on=value == buttons.ON
            )
        case _:
            return _pause(buttons.pause_value(value))


def typed_choice(field: str, words: str, *, work_time: WorkTime, calendar: HolidayCalendar, now: datetime) -> Choice:
    """For every field that can be typed but the zone, which is proposed first. Raises ``NotUnderstood``."""
    match field:
        case buttons.SEND_TIME:
            return _send_time(by_rules_of(read_time, words))
        case buttons.QUIET:
            return _quiet_hours(by_rules_of(read_quiet_hours, words))
        case buttons.DAYS:
            return _working_days(by_rules_of(read_working_days, words))
        case buttons.HOLIDAYS:
            return _holidays(typed_country(words, calendar))
        case _:
            return _pause(typed_day(words, work_time, now))


def _send_time(at: time) -> Choice:
    return lambda commands, owner, command_id: commands.choose_send_time(owner, command_id, at)


def _quiet_hours(quiet: QuietHours | None) -> Choice:
    return lambda commands, owner, command_id: commands.choose_quiet_hours(owner, command_id, quiet)


def _working_days(days: frozenset[int]) -> Choice:
    return lambda commands, owner, command_id: commands.choose_working_days(owner, command_id, days)


def _holidays(country: str) -> Choice:
    return lambda commands, owner, command_id: commands.choose_holidays(owner, command_id, country)


def _pause(until: date | None) -> Choice:
    if until is None:
        return lambda commands, owner, command_id: commands.resume(owner, command_id)
    return lambda commands, owner, command_id: commands.pause(owner, command_id, until)
