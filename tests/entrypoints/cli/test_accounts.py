"""``leadbell accounts``: the owners and their settings, for the operator."""

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from adapters.memory.manual_clock import ManualClock
from application.accounts.owner import Owner
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import BOT_ID, MONDAY_9AM

ANNA, BERT = Owner(7, 70, "uk"), Owner(8, 80)


async def two_owners(folder: Path) -> None:
    """Anna is in Kyiv and away until Christmas; Bert has said nothing."""
    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")
    clock = ManualClock(MONDAY_9AM)
    async with bootstrap(settings, clock=clock) as app:
        await app.of_bot(BOT_ID).account_commands.open(ANNA, "tg:1:1")
        await app.of_bot(BOT_ID).account_commands.confirm_zone(ANNA, "tg:1:2", "Europe/Kyiv")
        await app.of_bot(BOT_ID).account_commands.pause(ANNA, "tg:1:3", date(2026, 12, 25))
        clock.advance(timedelta(minutes=1))
        await app.of_bot(BOT_ID).account_commands.open(BERT, "tg:1:4")


@pytest.fixture
def owners(terminal: Terminal) -> Terminal:
    asyncio.run(two_owners(terminal.folder))
    return terminal


def test_an_empty_database_has_no_accounts(terminal: Terminal) -> None:
    assert terminal.leadbell("accounts", "list", "--json").json() == []
    assert terminal.leadbell("accounts", "list").output == "There are no accounts yet.\n"


def test_accounts_list_shows_all_owners_in_order_of_coming(owners: Terminal) -> None:
    anna, bert = owners.leadbell("accounts", "list", "--json").json()

    assert (anna["owner_id"], anna["zone"], anna["zone_confirmed_at"]) == (7, "Europe/Kyiv", MONDAY_9AM.isoformat())
    assert (anna["language"], anna["paused_until"]) == ("uk", "2026-12-25")
    assert (bert["owner_id"], bert["zone"], bert["zone_confirmed_at"]) == (8, "UTC", None)
    assert (bert["quiet_hours"], bert["working_days"], bert["paused_until"]) == ("20:00-08:00", "mon-fri", None)


def test_a_limit_takes_the_first(owners: Terminal) -> None:
    [anna] = owners.leadbell("accounts", "list", "--limit", "1", "--json").json()

    assert anna["owner_id"] == 7


def test_accounts_list_for_people_is_a_table(owners: Terminal) -> None:
    [heading, anna, bert] = owners.leadbell("accounts", "list").output.splitlines()

    assert heading.startswith("owner id")
    assert anna.split()[:2] == ["7", "Europe/Kyiv"]
    assert bert.split()[:3] == ["8", "UTC", "-"]


def test_accounts_show_gives_one_owner_and_their_time_now(owners: Terminal) -> None:
    shown = owners.leadbell("accounts", "show", "7", "--json").json()

    assert (shown["owner_id"], shown["chat_id"], shown["zone"], shown["send_time"]) == (7, 70, "Europe/Kyiv", "09:30")
    assert (shown["paused_until"], shown["unreachable_since"], shown["holiday_country"]) == ("2026-12-25", None, None)
    assert shown["local_time"]


def test_accounts_show_for_people_has_a_line_for_each_thing(owners: Terminal) -> None:
    lines = owners.leadbell("accounts", "show", "8").output.splitlines()

    assert "zone               UTC" in lines
    assert "paused_until       -" in lines
