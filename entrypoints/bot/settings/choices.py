"""From typed words to the chosen value, and from there to the command that sets it."""

from datetime import date, datetime, time

from application.accounts.commands import AccountCommands, Changed
from application.accounts.owner import Owner
from application.ports.holiday_calendar import HolidayCalendar
from application.wording.callback_data import ChooseSetting, ConfirmZone
from application.wording.setting_values import Field, Value
from domain.account.preference_words import read_quiet_hours, read_time, read_working_days
from domain.worktime import QuietHours, WorkTime
from entrypoints.bot.settings.typed_words import by_rules_of, typed_country, typed_day


def typed_value(field: Field, words: str, *, work_time: WorkTime, calendar: HolidayCalendar, now: datetime) -> Value:
    """Of any field that can be typed but the zone, which is proposed first. Raise ``NotUnderstood``."""
    match field:
        case Field.SEND_TIME:
            return by_rules_of(read_time, words)
        case Field.QUIET:
            return by_rules_of(read_quiet_hours, words)
        case Field.DAYS:
            return by_rules_of(read_working_days, words)
        case Field.HOLIDAYS:
            return typed_country(words, calendar)
        case _:
            return typed_day(words, work_time, now)


async def choose(
    commands: AccountCommands, chosen: ChooseSetting | ConfirmZone, owner: Owner, command_id: str
) -> Changed:
    """Raise the refusals of the commands."""
    match chosen:
        case ConfirmZone(zone):
            return await commands.confirm_zone(owner, command_id, zone)
        case ChooseSetting(Field.SEND_TIME, time() as at):
            return await commands.choose_send_time(owner, command_id, at)
        case ChooseSetting(Field.QUIET, QuietHours() | None as quiet):
            return await commands.choose_quiet_hours(owner, command_id, quiet)
        case ChooseSetting(Field.DAYS, frozenset() as days):
            return await commands.choose_working_days(owner, command_id, days)
        case ChooseSetting(Field.HOLIDAYS, str() as country):
            return await commands.choose_holidays(owner, command_id, country)
        case ChooseSetting(Field.LANGUAGE, str() as language):
            return await commands.choose_language(owner, command_id, language)
        case ChooseSetting(Field.FOLLOW_UPS, bool() as on):
            return await commands.switch_follow_ups(owner, command_id, on=on)
        case ChooseSetting(Field.PAUSE, date() as until):
            return await commands.pause(owner, command_id, until)
    return await commands.resume(owner, command_id)
