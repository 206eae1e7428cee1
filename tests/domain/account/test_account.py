"""Decisions of an owner about all their reminders: one event each, or a refusal."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from domain.account.account import Account, account_id_of
from domain.account.decisions import (
    chat_lost,
    chat_moved,
    chat_regained,
    choose_holidays,
    choose_language,
    choose_quiet_hours,
    choose_send_time,
    choose_working_days,
    confirm_zone,
    pause_reminders,
    resume_reminders,
    switch_follow_ups,
)
from domain.account.events import (
    AccountOpened,
    ChatLost,
    ChatMoved,
    ChatRegained,
    Event,
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
from domain.account.preferences import Preferences
from domain.account.state import AccountState, fold
from domain.errors import NoWorkingDays, PauseRefused, SendTimeIsQuiet, UnknownZone
from domain.worktime import NIGHT, QuietHours
from tests.support.accounts import DEFAULTS, an_account
from tests.support.leads import BOT_ID, MONDAY_9AM, OWNER_ID

ACCOUNT_ID = account_id_of(BOT_ID, OWNER_ID)
LATER = MONDAY_9AM + timedelta(minutes=10)
MONDAY = MONDAY_9AM.date()
DAY = timedelta(days=1)
SIESTA = QuietHours(time(13), time(15))
WEEKEND = frozenset({5, 6})
SECOND = (ACCOUNT_ID, 2, LATER)
"""The header of an account's second event."""
NEW = an_account().state

EACH: list[tuple[Callable[[AccountState], Event | None], Event]] = [
    (lambda state: confirm_zone(state, "Europe/Kyiv", at=LATER), TimeZoneConfirmed(*SECOND, zone="Europe/Kyiv")),
    (lambda state: choose_send_time(state, time(8), at=LATER), SendTimeChosen(*SECOND, send_time=time(8))),
    (lambda state: choose_quiet_hours(state, SIESTA, at=LATER), QuietHoursChosen(*SECOND, quiet_hours=SIESTA)),
    (lambda state: choose_working_days(state, WEEKEND, at=LATER), WorkingDaysChosen(*SECOND, working_days=WEEKEND)),
    (lambda state: choose_holidays(state, "DE", at=LATER), HolidayCountryChosen(*SECOND, country="DE")),
    (lambda state: choose_language(state, "uk", at=LATER), LanguageChosen(*SECOND, language="uk")),
    (lambda state: switch_follow_ups(state, on=False, at=LATER), FollowUpsSwitched(*SECOND, on=False)),
    (
        lambda state: pause_reminders(state, until=MONDAY + DAY, today=MONDAY, at=LATER),
        RemindersPaused(*SECOND, until=MONDAY + DAY),
    ),
    (lambda state: chat_lost(state, "blocked", at=LATER), ChatLost(*SECOND, reason="blocked")),
    (lambda state: chat_moved(state, -100, at=LATER), ChatMoved(*SECOND, chat_id=-100)),
]
"""Every decision that changes a new account, and its event."""


def test_an_account_is_opened_with_the_defaults_of_that_day() -> None:
    preferences = Preferences("Europe/Berlin", time(8), language="de")

    account = Account.open(BOT_ID, OWNER_ID, chat_id=70, preferences=preferences, at=MONDAY_9AM)

    opened = AccountOpened(
        ACCOUNT_ID, 1, MONDAY_9AM, "account", bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=70, preferences=preferences
    )
    assert account.take() == [opened]
    assert account.state == AccountState(ACCOUNT_ID, BOT_ID, OWNER_ID, 70, preferences, MONDAY_9AM, MONDAY_9AM)


def test_an_owner_has_one_account_for_all_time() -> None:
    assert account_id_of(BOT_ID, 7) == UUID("ff72aa17-625e-56b4-9c3b-308ac0e2eaab")
    assert account_id_of(BOT_ID, 7) != account_id_of(BOT_ID, 8)


@pytest.mark.parametrize(("decide", "event"), EACH)
def test_a_decision_is_one_event_and_none_when_it_is_so_already(
    decide: Callable[[AccountState], Event | None], event: Event
) -> None:
    account = an_account()

    decided = decide(account.state)
    account.record(decided)

    assert decided == event
    assert decide(account.state) is None
    assert fold(account.take()) == account.state


def test_the_zone_of_the_defaults_can_be_confirmed_once() -> None:
    account = an_account()

    account.record(confirm_zone(account.state, DEFAULTS.zone, at=LATER))

    assert account.state.zone_confirmed_at == LATER
    assert confirm_zone(account.state, DEFAULTS.zone, at=LATER + DAY) is None


@pytest.mark.parametrize("zone", ["Europe/Kyjiv", "", "kyiv", "../etc/passwd", "EUROPE/KYIV", "+02:00"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(UnknownZone) as refusal:
        confirm_zone(NEW, zone, at=LATER)

    assert refusal.value.zone == zone


@pytest.mark.parametrize("send_time", [time(20), time(23, 59), time(0), time(7, 59)])
def test_a_send_time_within_the_quiet_hours_is_refused(send_time: time) -> None:
    with pytest.raises(SendTimeIsQuiet) as refusal:
        choose_send_time(NEW, send_time, at=LATER)

    assert refusal.value.send_time == send_time


@pytest.mark.parametrize("send_time", [time(8), time(19, 59)])
def test_a_send_time_at_the_border_of_the_quiet_hours_is_taken(send_time: time) -> None:
    assert choose_send_time(NEW, send_time, at=LATER) == SendTimeChosen(*SECOND, send_time=send_time)


def test_quiet_hours_around_the_send_time_are_refused() -> None:
    with pytest.raises(SendTimeIsQuiet) as refusal:
        choose_quiet_hours(NEW, QuietHours(time(9), time(10)), at=LATER)

    assert refusal.value.send_time == DEFAULTS.send_time


def test_quiet_hours_can_be_none_and_then_any_send_time_is_taken() -> None:
    account = an_account()

    account.record(choose_quiet_hours(account.state, None, at=LATER))
    account.record(choose_send_time(account.state, time(23), at=LATER))

    assert (account.state.preferences.quiet_hours, account.state.preferences.send_time) == (None, time(23))
    with pytest.raises(SendTimeIsQuiet):
        choose_quiet_hours(account.state, NIGHT, at=LATER)


@pytest.mark.parametrize("days", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_days_that_are_no_days_of_the_week_are_refused(days: frozenset[int]) -> None:
    with pytest.raises(NoWorkingDays) as refusal:
        choose_working_days(NEW, days, at=LATER)

    assert refusal.value.working_days == days


@pytest.mark.parametrize("ahead", [-1, 0, 367])
def test_a_pause_that_is_over_or_far_too_long_is_refused(ahead: int) -> None:
    with pytest.raises(PauseRefused) as refusal:
        pause_reminders(NEW, until=MONDAY + ahead * DAY, today=MONDAY, at=LATER)

    assert refusal.value.until == MONDAY + ahead * DAY


@pytest.mark.parametrize("ahead", [1, 366])
def test_a_pause_of_a_day_and_of_a_year_is_taken(ahead: int) -> None:
    until = MONDAY + ahead * DAY

    assert pause_reminders(NEW, until=until, today=MONDAY, at=LATER) == RemindersPaused(*SECOND, until=until)


def test_resuming_ends_a_pause_once() -> None:
    account = an_account()
    account.record(pause_reminders(account.state, until=date(2026, 12, 1), today=MONDAY, at=LATER))

    event = resume_reminders(account.state, at=LATER)
    account.record(event)

    assert event == RemindersResumed(ACCOUNT_ID, 3, LATER)
    assert account.state.paused_until is None
    assert resume_reminders(account.state, at=LATER) is None


def test_a_chat_is_lost_since_the_first_time_and_regained_once() -> None:
    account = an_account()
    assert chat_regained(account.state, at=LATER) is None
    account.record(chat_lost(account.state, "blocked", at=LATER))
    assert account.state.unreachable_since == LATER

    event = chat_regained(account.state, at=LATER + DAY)
    account.record(event)

    assert event == ChatRegained(ACCOUNT_ID, 3, LATER + DAY)
    assert account.state.unreachable_since is None


def test_a_history_that_starts_in_the_middle_is_no_account() -> None:
    with pytest.raises(ValueError, match="starts with AccountOpened"):
        fold([ChatRegained(account_id_of(BOT_ID, OWNER_ID), 2, MONDAY_9AM)])
