"""``/settings``: the page, a page for each setting with its ready choices, and their effect."""

from uuid import UUID

import pytest

from domain.account.state import AccountState
from domain.worktime import NIGHT, QuietHours
from tests.entrypoints.bot.visitor import Visitor, data_of, edited, labels, text_of
from tests.support.memory_app import MemoryApp


async def account(app: MemoryApp, owner_id: int = 7) -> AccountState:
    state = (await app.use.accounts.show(owner_id)).state
    assert state is not None
    return state


async def test_the_page_says_how_everything_is_set(owner: Visitor) -> None:
    page = await owner.asks("/settings")

    assert page.text.splitlines() == [
        "⚙️ Settings",
        "",
        "🌍 Time zone: UTC, where it is Mon 02 Nov 2026, 09:00 (not confirmed yet)",
        "🕘 Send time: 09:30",
        "🌙 Quiet hours: none",
        "📅 Working days: every day",
        "🎉 Holidays: none",
        "🗣 Language of dates: English",
        "💬 Follow-ups: on",
        "⏸ Pause: reminders come",
    ]


async def test_every_setting_has_a_page_of_its_own_and_a_way_back(owner: Visitor) -> None:
    page = await owner.asks("/settings")

    for label in labels(page):
        own = edited(await owner.presses(data_of(label, page)))
        assert own.text.startswith(label)
        assert "\n\nNow: " in own.text
        back = edited(await owner.presses(data_of("◀️ Back", own)))
        assert back.text == page.text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("set/time/10:00", "✅ 🕘 Send time: 10:00."),
        ("set/quiet/20:00-08:00", "✅ 🌙 Quiet hours: 20:00–08:00."),
        ("set/quiet/none", "✅ 🌙 Quiet hours: none."),
        ("set/days/mon-fri", "✅ 📅 Working days: Mon–Fri."),
        ("set/days/mon,wed,fri", "✅ 📅 Working days: Mon, Wed, Fri."),
        ("set/holidays/DE", "✅ 🎉 Holidays: Germany. The next one is Fri 25 Dec 2026, Christmas Day."),
        ("set/holidays/none", "✅ 🎉 Holidays: none."),
        ("set/language/uk", "✅ 🗣 Language of dates: Українська."),
        ("set/followups/off", "✅ 💬 Follow-ups: off."),
        ("set/pause/2026-11-09", "✅ ⏸ Pause: until Mon 09 Nov 2026."),
        ("set/pause/resume", "✅ ⏸ Pause: reminders come."),
    ],
)
async def test_a_choice_is_made_said_and_shown(owner: Visitor, data: str, said: str) -> None:
    pressed = await owner.presses(data)

    assert (pressed.words, pressed.is_alert) == (said, False)
    fact = said.removeprefix("✅ ").split(". ")[0].removesuffix(".")
    assert fact in text_of(pressed).splitlines()


async def test_the_present_value_is_marked_and_dates_speak_the_chosen_language(owner: Visitor) -> None:
    await owner.presses("set/language/uk")

    own = edited(await owner.presses("set/language"))

    assert "✓ Українська" in labels(own)
    assert "пн 02 лис 2026" in text_of(await owner.presses("set"))


@pytest.mark.usefixtures("planned")
async def test_a_choice_that_moves_reminders_says_how_many(owner: Visitor) -> None:
    moved_two = await owner.presses("set/time/10:00")
    as_before = await owner.presses("set/time/10:00")

    assert moved_two.words == "✅ 🕘 Send time: 10:00. 2 reminders moved."
    assert as_before.words == "✅ 🕘 Send time: 10:00."


async def test_a_pause_holds_back_due_reminders_until_it_is_resumed(
    app: MemoryApp, owner: Visitor, planned: UUID
) -> None:
    paused = await owner.presses("set/pause/2026-11-09")
    claimed_meanwhile = await app.use.claims.claim_due()
    resumed = await owner.presses("set/pause/resume")

    assert paused.words == "✅ ⏸ Pause: until Mon 09 Nov 2026. 2 reminders moved."
    assert claimed_meanwhile == 0
    assert resumed.words == "✅ ⏸ Pause: reminders come. 2 reminders moved."
    assert (await app.reminder(2, planned)).due_at.isoformat() == "2026-11-05T09:30:00+00:00"


async def test_a_paused_owner_is_offered_to_resume(owner: Visitor) -> None:
    before = edited(await owner.presses("set/pause"))
    await owner.presses("set/pause/2026-11-09")
    during = edited(await owner.presses("set/pause"))

    assert "▶️ Resume now" not in labels(before)
    assert labels(during)[0] == "▶️ Resume now"
    assert "✓ Until Mon 09 Nov 2026" in labels(during)


async def test_a_pause_that_is_over_is_none(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses("set/pause/2026-11-09")
    app.clock.move_to(app.clock.now().replace(day=9))

    assert "⏸ Pause: reminders come" in text_of(await owner.presses("set"))


@pytest.mark.parametrize("day", ["2026-11-02", "2026-11-01", "2027-11-04"])
async def test_a_day_that_is_not_ahead_within_a_year_is_refused(owner: Visitor, day: str) -> None:
    pressed = await owner.presses(f"set/pause/{day}")

    assert pressed.is_alert
    assert pressed.words.startswith("Choose a day from tomorrow to a year from now")


async def test_a_send_time_in_the_quiet_hours_is_refused_and_is_not_even_offered(
    app: MemoryApp, owner: Visitor
) -> None:
    await owner.presses("set/quiet/21:00-09:00")

    offered = labels(edited(await owner.presses("set/time")))
    pressed = await owner.presses("set/time/08:30")

    assert "08:30" not in offered
    assert "✓ 09:30" in offered
    assert (pressed.is_alert, pressed.edited) == (True, None)
    assert pressed.words.startswith("The send time would lie in your quiet hours")
    assert (await account(app)).preferences.send_time.isoformat() == "09:30:00"


async def test_quiet_hours_around_the_send_time_are_refused_and_not_even_offered(
    app: MemoryApp, owner: Visitor
) -> None:
    await owner.presses("set/time/08:30")

    offered = labels(edited(await owner.presses("set/quiet")))
    pressed = await owner.presses("set/quiet/18:00-09:00")

    assert "18:00–09:00" not in offered
    assert pressed.words.startswith("The send time would lie in your quiet hours")
    assert (await account(app)).preferences.quiet_hours != QuietHours(NIGHT.start, NIGHT.end)


async def test_a_country_without_holidays_at_present_is_said_honestly(owner: Visitor) -> None:
    pressed = await owner.presses("set/holidays/UA")

    note = "For now it changes nothing: the law has suspended them under martial law."
    assert pressed.words == f"✅ 🎉 Holidays: Ukraine (no days off at present). {note}"
    assert note in text_of(await owner.presses("set/holidays"))


async def test_each_owner_has_settings_of_their_own(app: MemoryApp, owner: Visitor, stranger: Visitor) -> None:
    await owner.presses("set/time/10:00")
    await stranger.presses("set/time/11:00")

    assert (await account(app)).preferences.send_time.isoformat() == "10:00:00"
    assert (await account(app, 8)).preferences.send_time.isoformat() == "11:00:00"
