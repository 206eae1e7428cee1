"""After a pause that ends early every step has its due time again, also below a snoozed step."""

from datetime import timedelta

import pytest

from adapters.holiday_calendar import VacanzaHolidayCalendar
from application.accounts.working_time import WorkTimes
from domain.account.preferences import Preferences
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import YOU, MemoryApp
from tests.support.scripted_planner import DRAFT

DAY = timedelta(days=1)


@pytest.fixture
def app() -> MemoryApp:
    return MemoryApp(WorkTimes(Preferences(), VacanzaHolidayCalendar()))


async def test_steps_below_a_snoozed_one_come_back_from_the_pause(app: MemoryApp) -> None:
    assert len(DRAFT.steps) == 3
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await app.use.commands.snooze_step(app.command(lead_id), 1, 1, generation=1, words="tomorrow")
    before = [row.due_at for row in await app.reminders(lead_id)]

    await app.use.account_commands.pause(YOU, "tg:1:10", (MONDAY_9AM + 60 * DAY).date())
    paused = [row.due_at for row in await app.reminders(lead_id)]
    await app.use.account_commands.resume(YOU, "tg:1:11")

    assert all(at >= MONDAY_9AM + 60 * DAY for at in paused)
    assert [row.due_at for row in await app.reminders(lead_id)] == before


async def test_a_step_whose_time_has_passed_keeps_it_when_only_its_reminder_was_put_off(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    await app.use.claims.claim_due()
    await app.relay_everything()
    app.clock.advance(timedelta(hours=2))
    generation = (await app.reminder(1, lead_id)).generation
    await app.use.commands.snooze_step(app.command(lead_id), 1, 1, generation=generation, words="in 5 days")
    was_due = (await app.state(lead_id)).plan_number(1).step(1).due

    await app.use.account_commands.confirm_zone(YOU, "tg:1:12", "America/New_York")

    assert (await app.state(lead_id)).plan_number(1).step(1).due == was_due
    assert (await app.reminder(1, lead_id)).due_at > MONDAY_9AM + 4 * DAY


async def test_steps_that_are_done_during_the_pause_do_not_delay_the_next(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()
    before = (await app.reminder(3, lead_id)).due_at

    await app.use.account_commands.pause(YOU, "tg:1:10", (MONDAY_9AM + 60 * DAY).date())
    for step_id in (1, 2):
        await app.use.commands.mark_step(app.command(lead_id), 1, step_id, done=True)
    await app.use.account_commands.resume(YOU, "tg:1:11")

    assert (await app.reminder(3, lead_id)).due_at == before
