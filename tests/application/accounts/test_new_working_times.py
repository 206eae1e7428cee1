"""A new zone, send time or calendar: waiting reminders get due times by their meaning, in the same transaction."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.account.preferences import Preferences
from domain.lead.events import DueTimesRederived
from domain.worktime import QuietHours
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID
from tests.support.memory_app import YOU, MemoryApp
from tests.support.planned_by_words import a_house_in, clocks, moves, planned
from tests.support.rebuilding import differing

DAY = timedelta(days=1)
NEW_YORK = "America/New_York"
AUCKLAND, HONOLULU = "Pacific/Auckland", "Pacific/Honolulu"
STRANGER = 8


@pytest.fixture
def in_kyiv() -> MemoryApp:
    """It is Monday, 2 November, 11:00 in Kyiv."""
    return a_house_in()


async def test_another_zone_keeps_day_and_time_of_day_and_the_lead_says_why(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 2", "Day 3 at 14:00")

    changed = await in_kyiv.use.account_commands.confirm_zone(YOU, "tg:1:1", NEW_YORK)

    assert await clocks(in_kyiv, NEW_YORK) == ["Wed 2026-11-04 09:30", "Thu 2026-11-05 14:00"]
    assert moves(changed, NEW_YORK) == [
        (1, "Wed 2026-11-04 02:30", "Wed 2026-11-04 09:30"),
        (2, "Thu 2026-11-05 07:00", "Thu 2026-11-05 14:00"),
    ]
    [*_, event] = await in_kyiv.events()
    assert isinstance(event, DueTimesRederived)
    assert (event.cause, event.actor, event.command_id) == ("zone", "owner", "tg:1:1")
    assert [row.due_at for row in await in_kyiv.reminders()] == [one.after for one in changed.moved]


async def test_a_send_time_moves_steps_without_a_time_of_day_and_quiet_hours_move_steps_in_them(
    in_kyiv: MemoryApp,
) -> None:
    await planned(in_kyiv, "Day 2", "Day 3 at 14:00")

    await in_kyiv.use.account_commands.choose_send_time(YOU, "tg:1:1", time(11, 15))
    by_send_time = await clocks(in_kyiv)
    await in_kyiv.use.account_commands.choose_quiet_hours(YOU, "tg:1:2", QuietHours(time(13), time(15)))

    assert by_send_time == ["Wed 2026-11-04 11:15", "Thu 2026-11-05 14:00"]
    assert await clocks(in_kyiv) == ["Wed 2026-11-04 11:15", "Fri 2026-11-06 11:15"]


async def test_working_days_are_counted_anew(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "in 5 business days")
    before = await clocks(in_kyiv)

    await in_kyiv.use.account_commands.choose_working_days(YOU, "tg:1:1", frozenset({6, 0, 1, 2, 3}))
    sun_to_thu = await clocks(in_kyiv)
    await in_kyiv.use.account_commands.choose_working_days(YOU, "tg:1:2", frozenset({0}))

    assert (before, sun_to_thu) == (["Mon 2026-11-09 09:30"], ["Mon 2026-11-09 09:30"])
    assert await clocks(in_kyiv) == ["Mon 2026-12-07 09:30"]


async def test_a_holiday_of_a_country_that_was_chosen_is_stepped_over_and_named() -> None:
    app = a_house_in(Preferences("Europe/Berlin"))
    app.clock.move_to(datetime(2026, 12, 28, 9, 0, tzinfo=UTC))
    await planned(app, "Day 4")

    changed = await app.use.account_commands.choose_holidays(YOU, "tg:1:1", "DE")
    in_germany = await app.state()
    await app.use.account_commands.choose_holidays(YOU, "tg:1:2", "")

    assert moves(changed, "Europe/Berlin") == [(1, "Fri 2027-01-01 09:30", "Mon 2027-01-04 09:30")]
    [reminder] = in_germany.schedule
    assert [shift.detail for shift in reminder.due.shifts] == ["New Year's Day", ""]
    assert await clocks(app, "Europe/Berlin") == ["Fri 2027-01-01 09:30"]


async def test_a_pause_takes_all_that_waits_to_its_end_and_resuming_brings_it_back(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 1", "Day 2", "Day 20")
    as_planned = await clocks(in_kyiv)

    await in_kyiv.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 16))
    paused = await clocks(in_kyiv)
    await in_kyiv.use.account_commands.resume(YOU, "tg:1:2")

    assert as_planned == ["Tue 2026-11-03 09:30", "Wed 2026-11-04 09:30", "Mon 2026-11-23 09:30"]
    assert paused == ["Mon 2026-11-16 09:30", "Mon 2026-11-16 09:30", "Mon 2026-11-23 09:30"]
    assert await clocks(in_kyiv) == as_planned


async def test_what_a_pause_held_back_for_too_long_comes_at_the_next_send_time_as_one(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 1", "Day 2", "Day 20")
    await in_kyiv.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 16))
    in_kyiv.clock.advance(4 * DAY)

    await in_kyiv.use.account_commands.resume(YOU, "tg:1:2")

    assert await clocks(in_kyiv) == ["Mon 2026-11-09 09:30", "Mon 2026-11-09 09:30", "Mon 2026-11-23 09:30"]
    in_kyiv.clock.move_to(datetime(2026, 11, 9, 7, 30, tzinfo=UTC))
    assert await in_kyiv.use.claims.claim_due() == 1
    assert [row.status for row in await in_kyiv.reminders()] == ["claimed", "claimed", "pending"]


async def test_nothing_comes_during_a_pause(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 1")
    await in_kyiv.use.account_commands.pause(YOU, "tg:1:1", date(2026, 11, 16))

    in_kyiv.clock.move_to(datetime(2026, 11, 16, 7, 29, tzinfo=UTC))
    early = await in_kyiv.use.claims.claim_due()
    in_kyiv.clock.move_to(datetime(2026, 11, 16, 7, 30, tzinfo=UTC))

    assert (early, await in_kyiv.use.claims.claim_due()) == (0, 1)


async def test_all_leads_of_the_owner_are_moved_and_no_others(in_kyiv: MemoryApp) -> None:
    for lead_id, owner_id in ((LEAD_ID, OWNER_ID), (OTHER_LEAD_ID, STRANGER), (THIRD_LEAD_ID, OWNER_ID)):
        await planned(in_kyiv, "Day 2", lead_id=lead_id, owner_id=owner_id)

    changed = await in_kyiv.use.account_commands.confirm_zone(YOU, "tg:1:1", NEW_YORK)

    assert [one.lead_id for one in changed.moved] == [LEAD_ID, THIRD_LEAD_ID]
    assert await clocks(in_kyiv, NEW_YORK, lead_id=THIRD_LEAD_ID) == ["Wed 2026-11-04 09:30"]
    assert await clocks(in_kyiv, lead_id=OTHER_LEAD_ID) == ["Wed 2026-11-04 09:30"]
    assert await differing(in_kyiv.transactions) == []


async def test_back_in_the_first_zone_steps_have_their_first_due_times(in_kyiv: MemoryApp) -> None:
    await planned(in_kyiv, "Day 2", "in 4 business days", "Week 2", "")
    before = await clocks(in_kyiv)

    for number, zone in enumerate((NEW_YORK, AUCKLAND, "Europe/Kyiv")):
        await in_kyiv.use.account_commands.confirm_zone(YOU, f"tg:1:{number}", zone)

    assert await clocks(in_kyiv) == before
