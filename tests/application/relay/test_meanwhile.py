"""What the owner does while a message is on its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState
from application.delivery.outcome import Misconfigured, NotSent, Outcome, Sent, Throttled
from domain.reminders.reminder import ReminderStatus
from domain.reminders.rules import DUPLICATE_GUARD
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID
from tests.support.memory_app import House
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NEXT_SEND_TIME = MONDAY_9AM.replace(minute=30)


async def test_a_late_sent_of_an_old_generation_leaves_the_new_one_claimed(house: House) -> None:
    await house.claimed_lead()

    async def snooze_and_claim_again() -> None:
        await house.use.commands.snooze_step(house.command(), 1, 1, generation=1, words="1 minute")
        house.clock.advance(MINUTE)
        await house.use.claims.claim_due()

    await house.a_relay(messenger=SlowMessenger(snooze_and_claim_again, Sent(9))).relay_due()

    row = await house.reminder()
    assert (row.generation, row.status) == (2, ReminderStatus.CLAIMED)
    assert (await house.reminder_entry(generation=1)).state is EntryState.SENT
    assert (await house.reminder_entry(generation=2)).state is EntryState.QUEUED


async def test_what_became_of_a_message_is_recorded_though_its_lead_was_deleted(house: House) -> None:
    await house.claimed_lead()
    delete = house.use.commands.delete(house.command())

    await house.a_relay(messenger=SlowMessenger(lambda: delete, Sent(9))).relay_due()

    assert (await house.reminder_entry()).state is EntryState.SENT
    assert await house.deliveries() == ["ReminderSent"]
    assert await house.reminders() == []


@pytest.mark.parametrize("outcome", [NotSent("refused"), Throttled(SECOND), Misconfigured("401: Unauthorized")])
async def test_a_reminder_whose_lead_was_deleted_meanwhile_is_not_tried_again(house: House, outcome: Outcome) -> None:
    await house.claimed_lead()
    delete = house.use.commands.delete(house.command())
    await house.a_relay(messenger=SlowMessenger(lambda: delete, outcome)).relay_due()

    house.clock.advance(timedelta(hours=1))
    await house.relay_everything()

    assert house.messenger.handed_over == []
    assert (await house.reminder_entry()).state is EntryState.WITHDRAWN


async def test_a_reminder_whose_step_was_done_meanwhile_is_not_tried_again(house: House) -> None:
    await house.claimed_lead()
    done = house.use.commands.mark_step(house.command(), 1, 1, done=True)
    await house.a_relay(messenger=SlowMessenger(lambda: done, NotSent("refused"))).relay_due()

    house.clock.advance(timedelta(hours=1))
    await house.relay_everything()

    assert house.messenger.handed_over == []


async def test_an_old_generation_that_was_snoozed_meanwhile_is_not_tried_again(house: House) -> None:
    await house.claimed_lead()
    snooze = house.use.commands.snooze_step(house.command(), 1, 1, generation=1, words="24 hours")
    await house.a_relay(messenger=SlowMessenger(lambda: snooze, NotSent("refused"))).relay_due()

    house.clock.advance(timedelta(hours=1))
    await house.relay_everything()

    assert house.messenger.handed_over == []


async def test_a_step_reopened_while_its_message_was_on_its_way_keeps_the_duplicate_guard(house: House) -> None:
    await house.claimed_lead()
    sent_at = NEXT_SEND_TIME - MINUTE

    async def mark_done_by_mistake() -> None:
        house.clock.move_to(sent_at)
        await house.use.commands.mark_step(house.command(), 1, 1, done=True)
        await house.use.commands.mark_step(house.command(), 1, 1, done=False)

    relay = replace(house.a_relay(messenger=SlowMessenger(mark_done_by_mistake, Sent(9))), lease=timedelta(hours=2))
    await relay.relay_due()

    house.clock.move_to(NEXT_SEND_TIME)
    within_the_guard = await house.use.claims.claim_due()
    house.clock.move_to(sent_at + DUPLICATE_GUARD)
    after_it = await house.use.claims.claim_due()

    assert (within_the_guard, after_it) == (0, 1)


async def test_reminders_of_two_owners_settle_side_by_side(house: House) -> None:
    await house.planned_lead(LEAD_ID)
    await house.planned_lead(OTHER_LEAD_ID, owner_id=8)
    await house.use.claims.claim_due()

    assert await house.relay.relay_due() == 2

    assert {(await house.reminder(1, lead_id)).status for lead_id in (LEAD_ID, OTHER_LEAD_ID)} == {ReminderStatus.SENT}
