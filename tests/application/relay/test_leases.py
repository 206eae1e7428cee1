"""A sender may die or hang: its lease runs out, and what it says later counts only if it is good news."""

from datetime import timedelta

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unconfirmed
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, MemoryApp
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
BACKOFF = timedelta(seconds=4)


async def test_a_sender_that_died_leaves_its_entry_unconfirmed(app: MemoryApp) -> None:
    await app.claimed_lead()
    await _lease_and_die(app)
    rescued_early = await app.relay.rescue()
    assert await app.relay.next_look_at() == MONDAY_9AM + LEASE / 4
    app.clock.move_to(MONDAY_9AM + LEASE)

    rescued = await app.relay.rescue()

    assert (rescued_early, rescued) == (0, 1)
    assert (await app.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await app.deliveries() == ["ReminderUnconfirmed"]
    assert await app.relay.rescue() == 0


async def test_a_sender_that_died_is_followed_by_another_under_resend(app: MemoryApp) -> None:
    await app.claimed_lead()
    await _lease_and_die(app)
    relay = app.a_relay(DeliveryPolicy.RESEND)
    await relay.rescue()
    app.clock.advance(LEASE)

    await relay.rescue()
    app.clock.advance(BACKOFF)
    await relay.relay_due()

    entry = await app.reminder_entry()
    assert (entry.state, entry.may_duplicate) == (EntryState.SENT, True)


async def test_a_late_sent_turns_unconfirmed_into_sent(app: MemoryApp) -> None:
    await app.claimed_lead()

    await _relay_slowly(app, Sent(9))

    entry = await app.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, 9)
    assert await app.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]
    assert (await app.reminder()).status is ReminderStatus.SENT


@pytest.mark.parametrize("outcome", [NotSent("late"), Rejected("late"), Unconfirmed("late")])
async def test_a_late_failure_changes_nothing(app: MemoryApp, outcome: Outcome) -> None:
    await app.claimed_lead()

    await _relay_slowly(app, outcome)

    entry = await app.reminder_entry()
    assert (entry.state, entry.reason) == (EntryState.UNCONFIRMED, "its sender died or hung while sending")
    assert await app.deliveries() == ["ReminderUnconfirmed"]


@pytest.mark.parametrize("set_back", [timedelta(0), LEASE], ids=["", "wall clock set back"])
async def test_an_old_lease_is_too_short_to_send_also_when_the_wall_clock_is_set_back(
    app: MemoryApp, set_back: timedelta
) -> None:
    await app.claimed_lead()

    def take_long() -> None:
        app.clock.advance(LEASE * 0.6)
        app.clock.jump_wall_clock(-set_back)

    app.on_commit = take_long

    await app.relay.relay_due()

    assert app.messenger.handed_over == []
    assert (await app.reminder_entry()).state is EntryState.QUEUED


async def _relay_slowly(app: MemoryApp, outcome: Outcome) -> None:
    """The answer comes after the lease was over and another relay had looked after the entry."""

    async def outlive_the_lease() -> None:
        await app.relay.rescue()
        app.clock.advance(LEASE + SECOND)
        await app.relay.rescue()

    await app.a_relay(messenger=SlowMessenger(outlive_the_lease, outcome)).relay_due()


async def _lease_and_die(app: MemoryApp) -> None:
    async with app.transactions.write() as tx:
        await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + LEASE, limit=1)
