"""What an owner decides about their reminders as a whole: one event each, or a refusal."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from domain.account.account import Account, account_id_of
from domain.account.preferences import Preferences
from domain.account.state import AccountState, fold
from domain.errors import NoWorkingDays, PauseRefused, SendTimeIsQuiet, UnknownZone
from domain.worktime import NIGHT, QuietHours
from tests.accounts import DEFAULTS, an_account
from tests.leads import MONDAY_9AM, OWNER_ID

ACCOUNT_ID = account_id_of(OWNER_ID)
LATER = MONDAY_9AM + timedelta(minutes=10)
MONDAY = MONDAY_9AM.date()
DAY = timedelta(days=1)
SIESTA = QuietHours(time(13), time(15))

Command = Callable[[Account], None]
EACH: dict[str, tuple[Command, dict[str, object]]] = {
    "TimeZoneConfirmed": (lambda account: account.confirm_zone("Europe/Kyiv", at=LATER), {"zone": "Europe/Kyiv"}),
    "SendTimeChosen": (lambda account: account.choose_send_time(time(8), at=LATER), {"send_time": time(8)}),
    "QuietHoursChosen": (lambda account: account.choose_quiet_hours(SIESTA, at=LATER), {"quiet_hours": SIESTA}),
    "WorkingDaysChosen": (
        lambda account: account.choose_working_days(frozenset({6, 0}), at=LATER),
        {"working_days": frozenset({0, 6})},
    ),
    "HolidayCountryChosen": (lambda account: account.choose_holidays("DE", at=LATER), {"country": "DE"}),
    "LanguageChosen": (lambda account: account.choose_language("uk", at=LATER), {"language": "uk"}),
    "FollowUpsSwitched": (lambda account: account.switch_follow_ups(on=False, at=LATER), {"on": False}),
    "RemindersPaused": (
        lambda account: account.pause(until=MONDAY + DAY, today=MONDAY, at=LATER),
        {"until": MONDAY + DAY},
    ),
    "ChatLost": (lambda account: account.record_chat_lost("blocked", at=LATER), {"reason": "blocked"}),
    "ChatMoved": (lambda account: account.record_chat_moved(-100, at=LATER), {"chat_id": -100}),
}
"""Every command that changes a new account, and what its event tells."""
each_command = pytest.mark.parametrize("kind", EACH)


def an_opened_account() -> Account:
    """With nothing left to collect."""
    account = an_account()
    account.take_events()
    return account


def test_an_account_is_opened_with_the_defaults_of_that_day() -> None:
    preferences = Preferences("Europe/Berlin", time(8), language="de")

    account = Account.open(OWNER_ID, chat_id=70, preferences=preferences, at=MONDAY_9AM)

    [event] = account.take_events()
    assert isinstance(event, Account.AccountOpened)
    assert event == Account.AccountOpened(
        originator_id=ACCOUNT_ID,
        originator_version=1,
        timestamp=MONDAY_9AM,
        originator_topic="account",
        owner_id=OWNER_ID,
        chat_id=70,
        preferences=preferences,
    )
    assert account.state == AccountState(ACCOUNT_ID, OWNER_ID, 70, preferences, MONDAY_9AM, MONDAY_9AM)


def test_an_owner_has_one_account_for_all_time() -> None:
    assert account_id_of(7) == UUID("8df34071-a4bd-53fc-985b-8c727caa544b")
    assert account_id_of(7) != account_id_of(8)


@each_command
def test_a_command_that_changes_something_is_one_event(kind: str) -> None:
    account = an_opened_account()
    command, told = EACH[kind]

    command(account)

    [event] = account.take_events()
    assert event == getattr(Account, kind)(originator_id=ACCOUNT_ID, originator_version=2, timestamp=LATER, **told)


@each_command
def test_a_command_that_changes_nothing_is_no_event(kind: str) -> None:
    account = an_opened_account()
    command, _ = EACH[kind]
    command(account)
    account.take_events()

    command(account)

    assert account.take_events() == []


@each_command
def test_the_fold_of_its_events_is_the_account(kind: str) -> None:
    account = an_account()
    command, _ = EACH[kind]

    command(account)

    assert fold(account.take_events()) == account.state


def test_the_zone_of_the_defaults_can_be_confirmed_once() -> None:
    account = an_opened_account()

    account.confirm_zone(DEFAULTS.zone, at=LATER)
    account.confirm_zone(DEFAULTS.zone, at=LATER + DAY)

    [event] = account.take_events()
    assert event == Account.TimeZoneConfirmed(
        originator_id=ACCOUNT_ID, originator_version=2, timestamp=LATER, zone=DEFAULTS.zone
    )
    assert account.state.zone_confirmed_at == LATER


@pytest.mark.parametrize("zone", ["Europe/Kyjiv", "", "kyiv", "../etc/passwd", "EUROPE/KYIV", "+02:00"])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    account = an_opened_account()

    with pytest.raises(UnknownZone) as refusal:
        account.confirm_zone(zone, at=LATER)

    assert refusal.value.zone == zone
    assert account.take_events() == []


@pytest.mark.parametrize("send_time", [time(20), time(23, 59), time(0), time(7, 59)])
def test_a_send_time_within_the_quiet_hours_is_refused(send_time: time) -> None:
    account = an_opened_account()

    with pytest.raises(SendTimeIsQuiet) as refusal:
        account.choose_send_time(send_time, at=LATER)

    assert refusal.value.send_time == send_time
    assert account.take_events() == []


@pytest.mark.parametrize("send_time", [time(8), time(19, 59)])
def test_a_send_time_at_the_border_of_the_quiet_hours_is_taken(send_time: time) -> None:
    account = an_opened_account()

    account.choose_send_time(send_time, at=LATER)

    assert account.state.preferences.send_time == send_time


def test_quiet_hours_around_the_send_time_are_refused() -> None:
    account = an_opened_account()

    with pytest.raises(SendTimeIsQuiet) as refusal:
        account.choose_quiet_hours(QuietHours(time(9), time(10)), at=LATER)

    assert refusal.value.send_time == DEFAULTS.send_time
    assert account.take_events() == []


def test_quiet_hours_can_be_none_and_then_any_send_time_is_taken() -> None:
    account = an_opened_account()

    account.choose_quiet_hours(None, at=LATER)
    account.choose_send_time(time(23), at=LATER)

    assert (account.state.preferences.quiet_hours, account.state.preferences.send_time) == (None, time(23))
    with pytest.raises(SendTimeIsQuiet):
        account.choose_quiet_hours(NIGHT, at=LATER)


@pytest.mark.parametrize("days", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_days_that_are_no_days_of_the_week_are_refused(days: frozenset[int]) -> None:
    account = an_opened_account()

    with pytest.raises(NoWorkingDays) as refusal:
        account.choose_working_days(days, at=LATER)

    assert refusal.value.working_days == days
    assert account.take_events() == []


@pytest.mark.parametrize("ahead", [-1, 0, 367])
def test_a_pause_that_is_over_or_far_too_long_is_refused(ahead: int) -> None:
    account = an_opened_account()

    with pytest.raises(PauseRefused) as refusal:
        account.pause(until=MONDAY + ahead * DAY, today=MONDAY, at=LATER)

    assert refusal.value.until == MONDAY + ahead * DAY
    assert account.take_events() == []


@pytest.mark.parametrize("ahead", [1, 366])
def test_a_pause_of_a_day_and_of_a_year_is_taken(ahead: int) -> None:
    account = an_opened_account()

    account.pause(until=MONDAY + ahead * DAY, today=MONDAY, at=LATER)

    assert account.state.paused_until == MONDAY + ahead * DAY


def test_resuming_ends_a_pause_once() -> None:
    account = an_opened_account()
    account.pause(until=date(2026, 12, 1), today=MONDAY, at=LATER)
    account.take_events()

    account.resume(at=LATER)
    account.resume(at=LATER)

    [event] = account.take_events()
    assert event == Account.RemindersResumed(originator_id=ACCOUNT_ID, originator_version=3, timestamp=LATER)
    assert account.state.paused_until is None


def test_a_chat_is_lost_since_the_first_time_and_regained_once() -> None:
    account = an_opened_account()
    account.record_chat_regained(at=LATER)
    account.record_chat_lost("blocked", at=LATER)
    account.record_chat_lost("blocked again", at=LATER + DAY)
    assert account.state.unreachable_since == LATER

    account.record_chat_regained(at=LATER + 2 * DAY)

    [_, event] = account.take_events()
    assert event == Account.ChatRegained(originator_id=ACCOUNT_ID, originator_version=3, timestamp=LATER + 2 * DAY)
    assert account.state.unreachable_since is None
