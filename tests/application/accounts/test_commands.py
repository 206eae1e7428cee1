"""An owner's settings: each command once, with its actor, and as a dry run."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from application.accounts.commands import Changed
from application.accounts.owner import Owner
from domain.account.account import Account, account_id_of
from domain.account.decisions import confirm_zone
from domain.account.events import AccountOpened
from domain.account.preferences import Preferences
from domain.errors import PauseRefused, SendTimeIsQuiet, UnknownCountry, UnknownZone
from domain.worktime import QuietHours
from tests.support.accounts import account_histories
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM, OWNER_ID
from tests.support.memory_app import YOU, MemoryApp
from tests.support.planned_by_words import IN_KYIV, a_house_in, everything, planned

SIESTA = QuietHours(time(13), time(15))
Command = Callable[[MemoryApp, str], Awaitable[Changed]]
EACH: dict[str, Command] = {
    "TimeZoneConfirmed": lambda app, id_: app.use.account_commands.confirm_zone(YOU, id_, "America/New_York"),
    "SendTimeChosen": lambda app, id_: app.use.account_commands.choose_send_time(YOU, id_, time(11)),
    "QuietHoursChosen": lambda app, id_: app.use.account_commands.choose_quiet_hours(YOU, id_, SIESTA),
    "WorkingDaysChosen": lambda app, id_: app.use.account_commands.choose_working_days(YOU, id_, frozenset({0, 4})),
    "HolidayCountryChosen": lambda app, id_: app.use.account_commands.choose_holidays(YOU, id_, "DE"),
    "LanguageChosen": lambda app, id_: app.use.account_commands.choose_language(YOU, id_, "uk"),
    "FollowUpsSwitched": lambda app, id_: app.use.account_commands.switch_follow_ups(YOU, id_, on=False),
    "RemindersPaused": lambda app, id_: app.use.account_commands.pause(YOU, id_, date(2026, 11, 20)),
}
each_command = pytest.mark.parametrize("kind", EACH)


@pytest.fixture
def in_kyiv() -> MemoryApp:
    return a_house_in()


async def account_events(app: MemoryApp) -> list[str]:
    return [type(event).__name__ for history in await account_histories(app.transactions) for event in history]


async def test_an_account_is_opened_with_the_language_that_telegram_tells(in_kyiv: MemoryApp) -> None:
    state = await in_kyiv.use.account_commands.open(Owner(OWNER_ID, CHAT_ID, "de-AT"), "tg:1:1")

    assert state.preferences == replace(IN_KYIV, language="de")
    [[event]] = await account_histories(in_kyiv.transactions)
    assert event == AccountOpened(
        account_id_of(BOT_ID, OWNER_ID),
        1,
        MONDAY_9AM,
        originator_topic="account",
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        chat_id=CHAT_ID,
        preferences=state.preferences,
        actor="owner",
        command_id="tg:1:1",
        correlation_id="tg:1:1",
        causation_id="tg:1:1",
    )


async def test_opening_an_open_account_changes_nothing(in_kyiv: MemoryApp) -> None:
    await in_kyiv.use.account_commands.open(YOU, "tg:1:1")
    before = await everything(in_kyiv.transactions)

    await in_kyiv.use.account_commands.open(Owner(OWNER_ID, CHAT_ID, "es"), "tg:1:2")

    assert await everything(in_kyiv.transactions) == before


async def test_the_first_note_opens_the_account(in_kyiv: MemoryApp) -> None:
    await in_kyiv.captured_lead("tg:1:1")
    await in_kyiv.captured_lead("tg:1:2")

    assert await account_events(in_kyiv) == ["AccountOpened"]


@each_command
async def test_every_command_opens_the_account_and_says_what_was_chosen(in_kyiv: MemoryApp, kind: str) -> None:
    changed = await EACH[kind](in_kyiv, "tg:1:1")

    assert await account_events(in_kyiv) == ["AccountOpened", kind]
    assert (await in_kyiv.use.accounts.show(OWNER_ID)).state == changed.account


@each_command
async def test_the_same_command_twice_changes_nothing_twice(in_kyiv: MemoryApp, kind: str) -> None:
    await planned(in_kyiv, "Day 2", "in 5 business days")
    first = await EACH[kind](in_kyiv, "tg:1:1")
    before = await everything(in_kyiv.transactions)
    in_kyiv.clock.advance(timedelta(hours=1))

    again = await EACH[kind](in_kyiv, "tg:1:1")

    assert (again.account, again.moved) == (first.account, ())
    assert await everything(in_kyiv.transactions) == before


@each_command
async def test_what_is_so_already_is_no_event_of_another_command(in_kyiv: MemoryApp, kind: str) -> None:
    await EACH[kind](in_kyiv, "tg:1:1")
    before = await everything(in_kyiv.transactions)

    again = await EACH[kind](in_kyiv, "tg:1:2")

    assert again.moved == []
    assert await everything(in_kyiv.transactions) == before


async def test_a_dry_run_says_what_would_come_of_it_and_changes_nothing(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 2", "in 5 business days")
    before = await everything(in_kyiv.transactions)

    def decide(account: Account, now: datetime) -> None:
        account.record(confirm_zone(account.state, "America/New_York", at=now))

    said = await in_kyiv.use.account_commands.change(YOU, "tg:1:1", decide, dry_run=True)
    after_dry_run = await everything(in_kyiv.transactions)
    done = await in_kyiv.use.account_commands.change(YOU, "tg:1:1", decide)

    assert after_dry_run == before
    assert said == done
    assert len(done.moved) == 2


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (lambda app: app.use.account_commands.confirm_zone(YOU, "tg:1:1", "Mars/Olympus"), UnknownZone),
        (lambda app: app.use.account_commands.choose_send_time(YOU, "tg:1:1", time(21)), SendTimeIsQuiet),
        (lambda app: app.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 2)), PauseRefused),
    ],
)
async def test_what_is_refused_leaves_nothing_and_may_be_asked_again(
    in_kyiv: MemoryApp, command: Callable[[MemoryApp], Awaitable[Changed]], refusal: type[Exception]
) -> None:
    for _ in range(2):
        with pytest.raises(refusal):
            await command(in_kyiv)

    assert await account_events(in_kyiv) == []


async def test_tomorrow_is_the_owners_tomorrow() -> None:
    """It is Monday in UTC, and Tuesday in Auckland."""
    app = a_house_in(Preferences("Pacific/Auckland"))
    app.clock.move_to(datetime(2026, 11, 2, 12, 0, tzinfo=UTC))

    with pytest.raises(PauseRefused):
        await app.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 3))

    changed = await app.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 4))
    assert changed.account.paused_until == date(2026, 11, 4)


async def test_a_confirmed_zone_shows_on_the_owners_clock_instead_of_the_default(in_kyiv: MemoryApp) -> None:
    before = await in_kyiv.use.accounts.show(OWNER_ID)
    await in_kyiv.use.account_commands.confirm_zone(YOU, "tg:1:1", "Europe/Berlin")
    await in_kyiv.use.account_commands.choose_language(YOU, "tg:1:2", "de")

    clock = await in_kyiv.use.accounts.wall_clock(OWNER_ID)

    assert (before.state, before.work_time.zone.key, before.clock.is_confirmed) == (None, "Europe/Kyiv", False)
    assert clock.is_confirmed
    assert clock.shows(MONDAY_9AM) == "Mo 02 Nov 2026, 10:00"


async def test_operators_see_all_accounts_in_the_order_of_their_opening(in_kyiv: MemoryApp) -> None:
    for owner_id in (9, 8):
        await in_kyiv.use.account_commands.open(Owner(owner_id, owner_id * 10), f"tg:1:{owner_id}")
        in_kyiv.clock.advance(timedelta(minutes=1))

    assert [row.owner_id for row in await in_kyiv.use.accounts.list_all(limit=10)] == [9, 8]
    assert [row.owner_id for row in await in_kyiv.use.accounts.list_all(limit=1)] == [9]


async def test_a_country_without_a_calendar_is_refused(app: MemoryApp) -> None:
    with pytest.raises(UnknownCountry):
        await app.use.account_commands.choose_holidays(YOU, "tg:1:1", "ZZ")
