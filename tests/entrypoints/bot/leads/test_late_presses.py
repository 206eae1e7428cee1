"""A button stays in its chat while the lead goes on: pressed late or twice, it changes nothing more."""

from datetime import timedelta

import pytest

from application.wording.callback_data import Verb
from domain.lead.decisions.plans import adopt_plan
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.bot.visitor import Visitor, on_card, on_reminder, text_of
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_plan, keep
from tests.support.memory_app import MemoryApp

pytestmark = pytest.mark.usefixtures("reminded")
DAY = timedelta(hours=24)


async def test_snooze_pressed_twice_snoozes_once(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE))
    app.clock.advance(timedelta(hours=1))
    again = await owner.presses(on_reminder(Verb.SNOOZE))

    assert not again.is_alert
    assert text_of(again).endswith("⏰ Comes again Tue 03 Nov 2026, 09:00")
    row = await app.reminder()
    assert (row.generation, row.snooze_count, row.due_at) == (2, 1, MONDAY_9AM + DAY)


async def test_the_snooze_of_a_reminder_that_came_again_snoozes_again(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.SNOOZE))
    app.clock.advance(DAY)
    await app.use.claims.claim_due()

    await owner.presses(on_reminder(Verb.SNOOZE, generation=2))

    row = await app.reminder()
    assert (row.generation, row.snooze_count, row.due_at) == (3, 2, MONDAY_9AM + 2 * DAY)


@pytest.mark.parametrize("verb", [Verb.SKIP, Verb.SNOOZE])
async def test_a_done_step_can_neither_be_skipped_nor_snoozed(app: MemoryApp, owner: Visitor, verb: Verb) -> None:
    await owner.presses(on_reminder(Verb.DONE))

    pressed = await owner.presses(on_reminder(verb))

    assert (pressed.words, pressed.is_alert) == ("This step is already done or skipped.", True)
    assert (pressed.edited, pressed.new) == (None, None)
    assert (await app.reminder()).status is ReminderStatus.COMPLETED


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.REOPEN, Verb.SKIP, Verb.SNOOZE])
async def test_a_reminder_of_an_older_plan_changes_nothing_any_more(app: MemoryApp, owner: Visitor, verb: Verb) -> None:
    await a_second_plan(app)
    events_before = await app.events()

    pressed = await owner.presses(on_reminder(verb))

    assert pressed.words == "This is from an older plan. Open the lead to see the present one."
    assert pressed.is_alert
    assert await app.events() == events_before


async def test_the_draft_of_an_older_plan_can_still_be_read(app: MemoryApp, owner: Visitor) -> None:
    await a_second_plan(app)

    pressed = await owner.presses(on_reminder(Verb.DRAFT, 2))

    assert pressed.new is not None
    assert pressed.new.text == "Hello from step 2"


@pytest.mark.parametrize("verb", [Verb.DONE, Verb.REOPEN, Verb.SKIP, Verb.SNOOZE, Verb.LATER])
async def test_a_reminder_of_a_deleted_lead_says_so_when_its_button_is_pressed(
    app: MemoryApp, owner: Visitor, verb: Verb
) -> None:
    await app.use.commands.delete(app.command())

    pressed = await owner.presses(on_reminder(verb))

    assert (pressed.words, pressed.is_alert) == ("This lead is deleted.", True)
    assert text_of(pressed).endswith(" is deleted. Its reminders will not come.")
    assert (await app.kinds_of_events())[-1] == "LeadDeleted"


async def test_one_press_delivered_twice_counts_once(app: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_card(Verb.DONE), update_id=900)
    await owner.presses(on_card(Verb.REOPEN))
    again = await owner.presses(on_card(Verb.DONE), update_id=900)

    assert "⬜ 1. Do step 1" in text_of(again)
    assert (await app.kinds_of_events()).count("StepToggled") == 2


async def a_second_plan(app: MemoryApp) -> None:
    async with app.transactions.read() as tx:
        lead = await tx.log.load(LEAD_ID)
    lead.record(adopt_plan(lead.state, a_plan(2), at=MONDAY_9AM))
    await keep(app.transactions, lead)
