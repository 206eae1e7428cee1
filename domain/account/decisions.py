"""The decisions of an owner about their account, and the facts about their chat.

Each returns one event, or None when it is so already.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import available_timezones

from domain.account.events import (
    AccountAdmitted,
    AccountBlocked,
    AccountUnblocked,
    ChatLost,
    ChatMoved,
    ChatRegained,
    FollowUpsSwitched,
    HolidayCountryChosen,
    LanguageChosen,
    QuietHoursChosen,
    RemindersPaused,
    RemindersResumed,
    SendTimeChosen,
    TimeZoneConfirmed,
    WorkingDaysChosen,
)
from domain.account.state import AccountState
from domain.errors import NoWorkingDays, PauseRefused, SendTimeIsQuiet, UnknownZone
from domain.worktime import QuietHours

LONGEST_PAUSE = timedelta(days=366)


def confirm_zone(state: AccountState, zone: str, *, at: datetime) -> TimeZoneConfirmed | None:
    """Raise ``UnknownZone`` for a name that the zone data does not have."""
    if zone not in available_timezones():
        raise UnknownZone(zone)
    if zone == state.preferences.zone and state.zone_confirmed_at is not None:
        return None
    return TimeZoneConfirmed(*state.next_header(at), zone=zone)


def choose_send_time(state: AccountState, send_time: time, *, at: datetime) -> SendTimeChosen | None:
    """Raise ``SendTimeIsQuiet``."""
    _refuse_quiet_send_time(send_time, state.preferences.quiet_hours)
    if send_time == state.preferences.send_time:
        return None
    return SendTimeChosen(*state.next_header(at), send_time=send_time)


def choose_quiet_hours(state: AccountState, quiet_hours: QuietHours | None, *, at: datetime) -> QuietHoursChosen | None:
    """``quiet_hours`` None for none. Raise ``SendTimeIsQuiet``."""
    _refuse_quiet_send_time(state.preferences.send_time, quiet_hours)
    if quiet_hours == state.preferences.quiet_hours:
        return None
    return QuietHoursChosen(*state.next_header(at), quiet_hours=quiet_hours)


def choose_working_days(state: AccountState, working_days: frozenset[int], *, at: datetime) -> WorkingDaysChosen | None:
    """Raise ``NoWorkingDays``."""
    if not working_days or not working_days <= frozenset(range(7)):
        raise NoWorkingDays(working_days)
    if working_days == state.preferences.working_days:
        return None
    return WorkingDaysChosen(*state.next_header(at), working_days=working_days)


def choose_holidays(state: AccountState, country: str, *, at: datetime) -> HolidayCountryChosen | None:
    if country == state.preferences.holiday_country:
        return None
    return HolidayCountryChosen(*state.next_header(at), country=country)


def choose_language(state: AccountState, language: str, *, at: datetime) -> LanguageChosen | None:
    if language == state.preferences.language:
        return None
    return LanguageChosen(*state.next_header(at), language=language)


def switch_follow_ups(state: AccountState, *, on: bool, at: datetime) -> FollowUpsSwitched | None:
    return None if on is state.preferences.follow_ups else FollowUpsSwitched(*state.next_header(at), on=on)


def pause_reminders(state: AccountState, *, until: date, today: date, at: datetime) -> RemindersPaused | None:
    """``today`` is the owner's. Raise ``PauseRefused`` for a day that is not ahead, or is more than a year."""
    if not today < until <= today + LONGEST_PAUSE:
        raise PauseRefused(until)
    return None if until == state.paused_until else RemindersPaused(*state.next_header(at), until=until)


def resume_reminders(state: AccountState, *, at: datetime) -> RemindersResumed | None:
    return None if state.paused_until is None else RemindersResumed(*state.next_header(at))


# Whether a person may use the bot is an operator's decision, or an invitation's.


def admit(state: AccountState, invitation_id: int, *, at: datetime) -> AccountAdmitted | None:
    if state.admitted_at is not None:
        return None
    return AccountAdmitted(*state.next_header(at), invitation_id=invitation_id)


def block(state: AccountState, reason: str, *, at: datetime) -> AccountBlocked | None:
    return AccountBlocked(*state.next_header(at), reason=reason) if state.blocked_since is None else None


def unblock(state: AccountState, reason: str, *, at: datetime) -> AccountUnblocked | None:
    return None if state.blocked_since is None else AccountUnblocked(*state.next_header(at), reason=reason)


# Whether the owner can be reached is a fact: it is recorded, not decided.


def chat_lost(state: AccountState, reason: str, *, at: datetime) -> ChatLost | None:
    return ChatLost(*state.next_header(at), reason=reason) if state.unreachable_since is None else None


def chat_regained(state: AccountState, *, at: datetime) -> ChatRegained | None:
    return None if state.unreachable_since is None else ChatRegained(*state.next_header(at))


def chat_moved(state: AccountState, chat_id: int, *, at: datetime) -> ChatMoved | None:
    return None if chat_id == state.chat_id else ChatMoved(*state.next_header(at), chat_id=chat_id)


def _refuse_quiet_send_time(send_time: time, quiet_hours: QuietHours | None) -> None:
    if quiet_hours is not None and quiet_hours.contains(send_time):
        raise SendTimeIsQuiet(send_time)
