"""Where an owner is: by city, by zone, by a shared place; and only when they have agreed."""

import asyncio
from dataclasses import replace
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from pydantic import SecretStr

from adapters.places.zone_finder import OfflineZoneFinder
from application.delivery.message import Message
from domain.reminders.reminder import ReminderStatus
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.settings import Settings
from tests.entrypoints.bot.visitor import Visitor, data_of, labels, text_of
from tests.support.databases import a_sqlite_url
from tests.support.memory_app import MemoryApp

YES, ANOTHER = "✅ Yes, that is my time", "Another one"
ASK = "set/ask/zone"


async def zone_of(app: MemoryApp) -> tuple[str, bool]:
    clock = await app.use.accounts.wall_clock(7)
    return clock.zone.key, clock.is_confirmed


async def types(owner: Visitor, words: str) -> Message:
    """When asked where they are."""
    await owner.presses(ASK)
    return await owner.asks(words)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Lviv", "🌍 Lviv, Ukraine (Europe/Kyiv)"),
        ("Europe/Kyiv", "🌍 Europe/Kyiv"),
        ("europe/kiev", "🌍 Europe/Kyiv"),
    ],
)
async def test_a_city_or_a_zone_is_said_back_with_its_time_and_changes_nothing_yet(
    app: MemoryApp, owner: Visitor, words: str, title: str
) -> None:
    proposal = await types(owner, words)

    assert proposal.text.splitlines() == [
        title,
        "",
        "It is now Mon 02 Nov 2026, 11:00 there. Is that your time?",
        "",
        "No reminder that waits would move.",
    ]
    assert labels(proposal) == [YES, ANOTHER]
    assert await zone_of(app) == ("UTC", False)
    assert (await app.use.accounts.show(7)).state is None


async def test_a_fixed_offset_will_do_as_well(app: MemoryApp, owner: Visitor) -> None:
    proposal = await types(owner, "UTC+2")

    await owner.presses(data_of(YES, proposal))

    assert proposal.text.startswith("🌍 UTC+2, no daylight saving (Etc/GMT-2)")
    assert await zone_of(app) == ("Etc/GMT-2", True)


async def test_a_name_of_several_places_shows_choices_and_the_chosen_place_is_proposed(
    app: MemoryApp, owner: Visitor
) -> None:
    choices = await types(owner, "san francisco")
    proposed = await owner.presses(data_of("Philippines", choices))

    assert choices.text.startswith("There are several places called “san francisco”. Which one is yours?")
    assert labels(choices)[:2] == ["San Francisco, California, United States", "San Francisco, Philippines"]
    assert text_of(proposed).startswith("🌍 Asia/Manila\n\nIt is now Mon 02 Nov 2026, 17:00 there.")
    assert await zone_of(app) == ("UTC", False)


@pytest.mark.parametrize("first", ["san francisco", "Lviv"])
async def test_an_owner_who_meant_another_place_just_types_it(owner: Visitor, first: str) -> None:
    await types(owner, first)

    again = await owner.asks("Munich")

    assert again.text.startswith("🌍 Munich, Germany (Europe/Berlin)")


async def test_another_one_asks_again(owner: Visitor) -> None:
    proposal = await types(owner, "Lviv")

    asked = await owner.presses(data_of(ANOTHER, proposal))

    assert "Type your city" in text_of(asked)
    assert (await owner.asks("Munich")).text.startswith("🌍 Munich, Germany")


async def test_a_shared_place_is_proposed_asked_or_not(app: MemoryApp, owner: Visitor) -> None:
    unasked = await owner.shares(50.45, 30.52)
    await owner.presses(ASK)
    asked = await owner.shares(50.45, 30.52)

    assert unasked == asked
    assert unasked.text.startswith("🌍 Europe/Kyiv\n\nIt is now Mon 02 Nov 2026, 11:00 there.")
    assert await zone_of(app) == ("UTC", False)


async def test_a_place_at_sea_has_no_zone_and_the_owner_reads_another_way(owner: Visitor) -> None:
    answer = await owner.shares(0.0, 0.0)

    assert answer.text.startswith("I know no time zone at that place. Type your city, for example Kyiv")


async def test_a_place_that_moves_on_is_not_answered_all_the_time(owner: Visitor) -> None:
    moved_on = {"edit_date": 2, "location": {"latitude": 50.45, "longitude": 30.52}}

    assert await owner.sends(moved_on, kind="edited_message") == []


async def test_words_that_name_no_place_are_answered_with_an_example(owner: Visitor) -> None:
    answer = await types(owner, "Nosuchplace")

    assert answer.text.startswith("I know no place called “Nosuchplace”. Type a larger city near you, for example Kyiv")
    assert labels(answer) == ["✖️ Cancel", "📝 Keep it as a note"]


async def test_a_proposal_says_how_many_reminders_would_move_and_yes_moves_them(
    app: MemoryApp, owner: Visitor, planned: UUID
) -> None:
    proposal = await types(owner, "Lviv")
    before = await app.reminders(planned)

    pressed = await owner.presses(data_of(YES, proposal))

    assert proposal.text.endswith("2 reminders would move.")
    assert pressed.words == "✅ 🌍 Time zone: Europe/Kyiv, where it is Mon 02 Nov 2026, 11:00. 2 reminders moved."
    assert "🌍 Time zone: Europe/Kyiv, where it is Mon 02 Nov 2026, 11:00\n" in text_of(pressed)
    assert [row.due_at.hour for row in before] == [9, 9, 9]
    assert [f"{row.due_at:%H:%M}" for row in await app.reminders(planned)] == ["09:00", "07:30", "07:30"]
    assert await zone_of(app) == ("Europe/Kyiv", True)


async def test_reminders_that_were_sent_stay_where_they_are(app: MemoryApp, owner: Visitor, planned: UUID) -> None:
    await app.use.claims.claim_due()
    await app.relay_everything()
    before = await app.reminder(1, planned)
    await owner.presses("set/time/10:00")

    pressed = await owner.presses("set/confirm/Europe/Kyiv")

    assert before.status is ReminderStatus.SENT
    assert await app.reminder(1, planned) == before
    assert pressed.words.endswith("2 reminders moved.")


async def test_the_present_zone_can_be_confirmed_as_it_is(app: MemoryApp, owner: Visitor) -> None:
    page = await owner.presses("set/zone")

    await owner.presses("set/confirm/UTC")
    confirmed = await owner.presses("set/zone")

    assert "(not confirmed yet)" in text_of(page)
    assert "(not confirmed yet)" not in text_of(confirmed)
    assert await zone_of(app) == ("UTC", True)


class SlowFinder(OfflineZoneFinder):
    warmed = Event()

    def warm(self) -> None:
        self.warmed.set()


async def test_the_names_of_cities_are_read_when_the_program_starts(tmp_path: Path) -> None:
    settings = Settings(database_url=await a_sqlite_url(tmp_path), telegram_token=SecretStr(SANDBOX_TOKEN))
    async with bootstrap(settings) as opened:
        app = replace(opened, use=replace(opened.use, zones=SlowFinder()))
        async with running(app, with_bot=True):
            assert await asyncio.to_thread(SlowFinder.warmed.wait, 5)
