"""A press proves that its message has arrived, also when it was unconfirmed."""

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import Unconfirmed
from application.wording.callback_data import Verb
from domain.reminders.reminder import ReminderStatus
from tests.entrypoints.bot.visitor import PRESSED_ID, Visitor, data_of, edited, on_lead, on_reminder
from tests.support.memory_app import LEASE, MemoryApp

LABELS = ("Done", "Snooze 24h", "Skip", "View Full Draft", "View Lead", "Later…", "Why now?")
UNCONFIRMED = Unconfirmed("no whole answer")


@pytest.fixture
async def uncertain(app: MemoryApp) -> MemoryApp:
    """The first step's reminder is unconfirmed."""
    await app.claimed_lead()
    app.messenger.next_outcomes.append(UNCONFIRMED)
    await app.relay_everything()
    assert (await app.reminder_entry()).state is EntryState.UNCONFIRMED
    return app


@pytest.mark.parametrize("label", LABELS)
async def test_any_button_of_a_reminder_proves_that_it_arrived(
    uncertain: MemoryApp, owner: Visitor, label: str
) -> None:
    message = (await uncertain.reminder_entry()).content.message

    await owner.presses(data_of(label, message))

    entry = await uncertain.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, PRESSED_ID)
    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_a_reminder_has_no_other_buttons(uncertain: MemoryApp) -> None:
    rows = (await uncertain.reminder_entry()).content.message.buttons

    assert [button.label.partition(" ")[2] for row in rows for button in row] == list(LABELS)


async def test_a_press_that_changes_nothing_leaves_the_reminder_as_sent(uncertain: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.VIEW))

    assert (await uncertain.reminder()).status is ReminderStatus.SENT


async def test_a_message_that_the_bot_may_no_longer_see_has_arrived_all_the_same(
    uncertain: MemoryApp, owner: Visitor
) -> None:
    await owner.presses_on(owner.inaccessible(), on_reminder(Verb.VIEW))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT


async def test_a_reminder_from_before_view_named_its_step_is_known_by_its_words(
    uncertain: MemoryApp, owner: Visitor
) -> None:
    text = (await uncertain.reminder_entry()).content.message.text

    await owner.presses_on(owner.showing(text), on_lead(Verb.VIEW))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_a_second_press_proves_nothing_new(uncertain: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.DRAFT))
    await owner.presses(on_reminder(Verb.DRAFT))

    assert await uncertain.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]


async def test_done_proves_it_and_completes_the_step(uncertain: MemoryApp, owner: Visitor) -> None:
    await owner.presses(on_reminder(Verb.DONE))

    assert (await uncertain.reminder_entry()).state is EntryState.SENT
    assert (await uncertain.reminder()).status is ReminderStatus.COMPLETED


@pytest.mark.parametrize("label", ["Done", "View Lead"])
async def test_a_snoozed_reminder_proves_nothing_about_its_next_generation(
    app: MemoryApp, owner: Visitor, label: str
) -> None:
    await app.claimed_lead()
    await app.relay_everything()
    snoozed = edited(await owner.presses(on_reminder(Verb.SNOOZE)))
    app.clock.move_to((await app.reminder()).due_at)
    await app.use.claims.claim_due()
    app.messenger.next_outcomes.append(UNCONFIRMED)
    await app.relay_everything()

    await owner.presses(data_of(label, snoozed))

    assert (await app.reminder_entry(generation=2)).state is EntryState.UNCONFIRMED


async def test_a_press_while_its_sender_is_dead_settles_it_as_sent(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()
    await app.relay.lease_due()

    await owner.presses(on_reminder(Verb.VIEW))

    entry = await app.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, PRESSED_ID)
    assert await app.deliveries() == ["ReminderSent"]


async def test_a_proven_entry_is_not_rescued_when_the_dead_senders_lease_is_over(
    app: MemoryApp, owner: Visitor
) -> None:
    await app.claimed_lead()
    await app.relay.lease_due()
    await app.relay.rescue()
    await owner.presses(on_reminder(Verb.VIEW))
    app.clock.advance(LEASE)

    assert await app.relay.rescue() == 0
    assert (await app.reminder_entry()).state is EntryState.SENT


async def test_a_press_on_a_message_that_waits_to_be_resent_spares_its_owner_the_repeat(
    app: MemoryApp, owner: Visitor
) -> None:
    await app.claimed_lead()
    relay = app.a_relay(DeliveryPolicy.RESEND)
    app.messenger.next_outcomes.append(UNCONFIRMED)
    await relay.relay_due()
    waiting = await app.reminder_entry()

    await owner.presses(on_reminder(Verb.VIEW))
    app.clock.advance(LEASE)
    await relay.relay_due()

    assert (waiting.state, waiting.may_duplicate) == (EntryState.QUEUED, True)
    assert len(app.messenger.handed_over) == 1
    assert (await app.reminder_entry()).state is EntryState.SENT
    assert await app.deliveries() == ["ReminderSent"]


async def test_a_press_proves_nothing_about_an_entry_never_handed_over(app: MemoryApp, owner: Visitor) -> None:
    await app.claimed_lead()

    await owner.presses(on_reminder(Verb.VIEW))

    assert (await app.reminder_entry()).state is EntryState.QUEUED
    assert await app.deliveries() == []


async def test_a_stranger_proves_nothing(uncertain: MemoryApp, stranger: Visitor) -> None:
    message = (await uncertain.reminder_entry()).content.message

    for label in LABELS:
        await stranger.presses_on(stranger.showing(message.text), data_of(label, message))

    assert (await uncertain.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await uncertain.deliveries() == ["ReminderUnconfirmed"]


async def test_a_stranger_proves_nothing_about_an_entry_in_flight(app: MemoryApp, stranger: Visitor) -> None:
    await app.claimed_lead()
    await app.relay.lease_due()

    await stranger.presses(on_reminder(Verb.VIEW))

    assert (await app.reminder_entry()).state is EntryState.SENDING


async def test_a_stranger_stops_no_repeat(app: MemoryApp, stranger: Visitor) -> None:
    await app.claimed_lead()
    app.messenger.next_outcomes.append(UNCONFIRMED)
    await app.a_relay(DeliveryPolicy.RESEND).relay_due()

    await stranger.presses(on_reminder(Verb.VIEW))

    assert (await app.reminder_entry()).state is EntryState.QUEUED
