"""Who presses a button of a message has it before their eyes: an uncertain one is known to have arrived by that."""

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import Unconfirmed
from application.wording import callback_data as buttons
from application.wording.callback_data import lead_data
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.bot.visitor import PRESSED_ID, Visitor, data_of, edited, on_reminder
from tests.support.leads import LEAD_ID
from tests.support.memory_app import LEASE, House

LABELS = ("Done", "Snooze 24h", "Skip", "View Full Draft", "View Lead", "Later…", "Why now?")
NOBODY_KNOWS = Unconfirmed("no whole answer")


@pytest.fixture
async def uncertain(house: House) -> House:
    """Nobody knows whether the first step's reminder has arrived."""
    await house.claimed_lead()
    house.messenger.next_outcomes.append(NOBODY_KNOWS)
    await house.relay_everything()
    assert (await house.reminder_entry()).state is EntryState.UNCONFIRMED
    return house


@pytest.mark.parametrize("label", LABELS)
async def test_any_button_of_a_reminder_proves_that_it_arrived(uncertain: House, owner: Visitor, label: str) -> None:
    message = (await uncertain.reminder_entry()).content.message

    await owner.presses(data_of(label, message))

    entry = await uncertain.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, PRESSED_ID)
    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_these_are_all_the_buttons_that_a_reminder_has(uncertain: House) -> None:
    rows = (await uncertain.reminder_entry()).content.message.buttons

    assert [button.label.partition(" ")[2] for row in rows for button in row] == list(LABELS)


async def test_a_press_that_changes_nothing_leaves_the_reminder_as_sent(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.VIEW))

    assert (await uncertain.reminder()).status is ReminderStatus.SENT


async def test_a_message_that_we_may_no_longer_see_has_arrived_all_the_same(uncertain: House, owner: Visitor) -> None:
    await owner.presses_on(owner.inaccessible(), on_reminder(buttons.VIEW))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT


async def test_a_reminder_from_before_view_named_its_step_is_known_by_its_words(
    uncertain: House, owner: Visitor
) -> None:
    text = (await uncertain.reminder_entry()).content.message.text

    await owner.presses_on(owner.showing(text), lead_data(buttons.VIEW, LEAD_ID))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_a_second_press_proves_nothing_new(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.DRAFT))
    await owner.presses(on_reminder(buttons.DRAFT))

    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_done_proves_it_and_completes_the_step(uncertain: House, owner: Visitor) -> None:
    await owner.presses(on_reminder(buttons.DONE))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert (await uncertain.reminder()).status is ReminderStatus.COMPLETED


@pytest.mark.parametrize("label", ["Done", "View Lead"])
async def test_a_told_reminder_proves_nothing_about_the_one_that_was_to_follow(
    house: House, owner: Visitor, label: str
) -> None:
    await house.claimed_lead()
    await house.relay_everything()
    snoozed = edited(await owner.presses(on_reminder(buttons.SNOOZE)))
    house.clock.move_to((await house.reminder()).due_at)
    await house.use.claims.claim_due()
    house.messenger.next_outcomes.append(NOBODY_KNOWS)
    await house.relay_everything()

    await owner.presses(data_of(label, snoozed))

    assert (await house.reminder_entry(generation=2)).state is EntryState.UNCONFIRMED


async def test_a_press_while_its_sender_is_dead_settles_it_as_sent(house: House, owner: Visitor) -> None:
    await house.claimed_lead()
    await house.relay.lease_due()

    await owner.presses(on_reminder(buttons.VIEW))

    entry = await house.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, PRESSED_ID)
    assert await house.deliveries() == ["ReminderSent"]


async def test_what_was_proven_is_not_rescued_when_the_dead_senders_lease_is_over(house: House, owner: Visitor) -> None:
    await house.claimed_lead()
    await house.relay.lease_due()
    await house.relay.rescue()
    await owner.presses(on_reminder(buttons.VIEW))
    house.clock.advance(LEASE)

    assert await house.relay.rescue() == 0
    assert (await house.reminder_entry()).state is EntryState.SENT


async def test_a_press_on_what_waits_to_be_sent_again_spares_its_owner_the_repeat(house: House, owner: Visitor) -> None:
    await house.claimed_lead()
    relay = house.a_relay(DeliveryPolicy.RESEND)
    house.messenger.next_outcomes.append(NOBODY_KNOWS)
    await relay.relay_due()
    waiting = await house.reminder_entry()

    await owner.presses(on_reminder(buttons.VIEW))
    house.clock.advance(LEASE)
    await relay.relay_due()

    assert (waiting.state, waiting.may_duplicate) == (EntryState.QUEUED, True)
    assert len(house.messenger.handed_over) == 1
    assert (await house.reminder_entry()).state is EntryState.SENT
    assert await house.deliveries() == ["ReminderSent"]


async def test_a_press_proves_nothing_about_what_was_never_handed_over(house: House, owner: Visitor) -> None:
    await house.claimed_lead()

    await owner.presses(on_reminder(buttons.VIEW))

    assert (await house.reminder_entry()).state is EntryState.QUEUED
    assert await house.deliveries() == []


# Somebody else.


async def test_a_stranger_proves_nothing(uncertain: House, stranger: Visitor) -> None:
    message = (await uncertain.reminder_entry()).content.message

    for label in LABELS:
        await stranger.presses_on(stranger.showing(message.text), data_of(label, message))

    assert (await uncertain.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await uncertain.deliveries() == ["ReminderUnconfirmed"]


async def test_a_stranger_proves_nothing_about_what_is_being_sent(house: House, stranger: Visitor) -> None:
    await house.claimed_lead()
    await house.relay.lease_due()

    await stranger.presses(on_reminder(buttons.VIEW))

    assert (await house.reminder_entry()).state is EntryState.SENDING


async def test_a_stranger_stops_no_repeat(house: House, stranger: Visitor) -> None:
    await house.claimed_lead()
    house.messenger.next_outcomes.append(NOBODY_KNOWS)
    await house.a_relay(DeliveryPolicy.RESEND).relay_due()

    await stranger.presses(on_reminder(buttons.VIEW))

    assert (await house.reminder_entry()).state is EntryState.QUEUED
