"""A pause that ends early gives every step its time back, also below one that was put off."""

from datetime import timedelta

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar
from application.accounts.working_time import WorkTimes
from domain.account.preferences import Preferences
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import YOU, House
from tests.support.scripted_planner import DRAFT

DAY = timedelta(days=1)


@pytest.fixture
def house() -> House:
    return House(WorkTimes(Preferences(), VacanzaHolidayCalendar()))


async def test_steps_below_a_snoozed_one_come_back_from_the_pause(house: House) -> None:
    assert len(DRAFT.steps) == 3
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()
    await house.use.commands.snooze_step(house.command(lead_id), 1, 1, generation=1, words="tomorrow")
    before = [row.due_at for row in await house.reminders(lead_id)]

    await house.use.account_commands.pause(YOU, "tg:1:10", (MONDAY_9AM + 60 * DAY).date())
    paused = [row.due_at for row in await house.reminders(lead_id)]
    await house.use.account_commands.resume(YOU, "tg:1:11")

    assert all(at >= MONDAY_9AM + 60 * DAY for at in paused)
    assert [row.due_at for row in await house.reminders(lead_id)] == before


async def test_a_step_whose_time_has_passed_keeps_it_when_only_its_reminder_was_put_off(house: House) -> None:
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()
    await house.use.claims.claim_due()
    await house.relay_everything()
    house.clock.advance(timedelta(hours=2))
    generation = (await house.reminder(1, lead_id)).generation
    await house.use.commands.snooze_step(house.command(lead_id), 1, 1, generation=generation, words="in 5 days")
    was_due = (await house.state(lead_id)).plan_number(1).step(1).due

    await house.use.account_commands.confirm_zone(YOU, "tg:1:12", "America/New_York")

    assert (await house.state(lead_id)).plan_number(1).step(1).due == was_due
    assert (await house.reminder(1, lead_id)).due_at > MONDAY_9AM + 4 * DAY


async def test_steps_that_are_done_during_the_pause_hold_up_nobody_afterwards(house: House) -> None:
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()
    before = (await house.reminder(3, lead_id)).due_at

    await house.use.account_commands.pause(YOU, "tg:1:10", (MONDAY_9AM + 60 * DAY).date())
    for step_id in (1, 2):
        await house.use.commands.mark_step(house.command(lead_id), 1, step_id, done=True)
    await house.use.account_commands.resume(YOU, "tg:1:11")

    assert (await house.reminder(3, lead_id)).due_at == before
