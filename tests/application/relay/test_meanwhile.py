"""What the owner does while a message is on its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState
from application.delivery.outcome import Misconfigured, NotSent, Outcome, Sent, Throttled
from domain.reminders.reminder import ReminderStatus
from domain.reminders.rules import DUPLICATE_GUARD
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID
from tests.support.memory_app import MemoryApp
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NEXT_SEND_TIME = MONDAY_9AM.replace(minute=30)


async def test_a_late_sent_of_an_old_generation_leaves_the_new_generation_claimed(app: MemoryApp) -> None:
    await app.claimed_lead()

    async def snooze_and_claim_again() -> None:
        await app.use.commands.snooze_step(app.command(), 1, 1, generation=1, words="1 minute")
        app.clock.advance(MINUTE)
        await app.use.claims.claim_due()

    await app.a_relay(messenger=SlowMessenger(snooze_and_claim_again, Sent(9))).relay_due()

    row = await app.reminder()
    assert (row.generation, row.status) == (2, ReminderStatus.CLAIMED)
    assert (await app.reminder_entry(generation=1)).state is EntryState.SENT
    assert (await app.reminder_entry(generation=2)).state is EntryState.QUEUED


async def test_an_outcome_is_recorded_though_its_lead_was_deleted(app: MemoryApp) -> None:
    await app.claimed_lead()
    delete = app.use.commands.delete(app.command())

    await app.a_relay(messenger=SlowMessenger(lambda: delete, Sent(9))).relay_due()

    assert (await app.reminder_entry()).state is EntryState.SENT
    assert await app.deliveries() == ["ReminderSent"]
    assert await app.reminders() == []


@pytest.mark.parametrize("outcome", [NotSent("refused"), Throttled(SECOND), Misconfigured("401: Unauthorized")])
async def test_a_reminder_whose_lead_was_deleted_meanwhile_is_not_tried_again(app: MemoryApp, outcome: Outcome) -> None:
    await app.claimed_lead()
    delete = app.use.commands.delete(app.command())
    await app.a_relay(messenger=SlowMessenger(lambda: delete, outcome)).relay_due()

    app.clock.advance(timedelta(hours=1))
    await app.relay_everything()

    assert app.messenger.handed_over == []
    assert (await app.reminder_entry()).state is EntryState.WITHDRAWN


@pytest.mark.parametrize("is_done", [True, False], ids=["done", "snoozed"])
async def test_a_reminder_that_is_not_wanted_any_more_is_not_tried_again(app: MemoryApp, *, is_done: bool) -> None:
    await app.claimed_lead()
    commands, command = app.use.commands, app.command()
    done = commands.mark_step(command, 1, 1, done=True) if is_done else None
    change = done or commands.snooze_step(command, 1, 1, generation=1, words="24 hours")
    await app.a_relay(messenger=SlowMessenger(lambda: change, NotSent("refused"))).relay_due()

    app.clock.advance(timedelta(hours=1))
    await app.relay_everything()

    assert app.messenger.handed_over == []


async def test_a_step_reopened_while_its_message_was_on_its_way_keeps_the_duplicate_guard(app: MemoryApp) -> None:
    await app.claimed_lead()
    sent_at = NEXT_SEND_TIME - MINUTE

    async def mark_done_by_mistake() -> None:
        app.clock.move_to(sent_at)
        await app.use.commands.mark_step(app.command(), 1, 1, done=True)
        await app.use.commands.mark_step(app.command(), 1, 1, done=False)

    relay = replace(app.a_relay(messenger=SlowMessenger(mark_done_by_mistake, Sent(9))), lease=timedelta(hours=2))
    await relay.relay_due()

    app.clock.move_to(NEXT_SEND_TIME)
    within_the_guard = await app.use.claims.claim_due()
    app.clock.move_to(sent_at + DUPLICATE_GUARD)
    after_it = await app.use.claims.claim_due()

    assert (within_the_guard, after_it) == (0, 1)


async def test_reminders_of_two_owners_settle_side_by_side(app: MemoryApp) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID, owner_id=8)
    await app.use.claims.claim_due()

    assert await app.relay.relay_due() == 2

    assert {(await app.reminder(1, lead_id)).status for lead_id in (LEAD_ID, OTHER_LEAD_ID)} == {ReminderStatus.SENT}
