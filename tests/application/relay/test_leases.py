"""A sender may die or hang: its lease runs out, and what it says later counts only if it is good news."""

from datetime import timedelta

import pytest

from application.delivery.entry import DeliveryPolicy, EntryState
from application.delivery.outcome import NotSent, Outcome, Rejected, Sent, Unconfirmed
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE, House
from tests.support.slow_messenger import SlowMessenger

SECOND = timedelta(seconds=1)
BACKOFF = timedelta(seconds=4)


async def test_a_sender_that_died_leaves_its_entry_unconfirmed(house: House) -> None:
    await house.claimed_lead()
    await _lease_and_die(house)
    rescued_early = await house.relay.rescue()
    assert await house.relay.next_look_at() == MONDAY_9AM + LEASE / 4
    house.clock.move_to(MONDAY_9AM + LEASE)

    rescued = await house.relay.rescue()

    assert (rescued_early, rescued) == (0, 1)
    assert (await house.reminder_entry()).state is EntryState.UNCONFIRMED
    assert await house.deliveries() == ["ReminderUnconfirmed"]
    assert await house.relay.rescue() == 0


async def test_a_sender_that_died_is_followed_by_another_under_resend(house: House) -> None:
    await house.claimed_lead()
    await _lease_and_die(house)
    relay = house.a_relay(DeliveryPolicy.RESEND)
    await relay.rescue()
    house.clock.advance(LEASE)

    await relay.rescue()
    house.clock.advance(BACKOFF)
    await relay.relay_due()

    entry = await house.reminder_entry()
    assert (entry.state, entry.may_duplicate) == (EntryState.SENT, True)


async def test_a_late_sent_turns_unconfirmed_into_sent(house: House) -> None:
    await house.claimed_lead()

    await _relay_slowly(house, Sent(9))

    entry = await house.reminder_entry()
    assert (entry.state, entry.message_id) == (EntryState.SENT, 9)
    assert await house.deliveries() == ["ReminderUnconfirmed", "ReminderSent"]
    assert (await house.reminder()).status is ReminderStatus.SENT


@pytest.mark.parametrize("outcome", [NotSent("late"), Rejected("late"), Unconfirmed("late")])
async def test_a_late_failure_changes_nothing(house: House, outcome: Outcome) -> None:
    await house.claimed_lead()

    await _relay_slowly(house, outcome)

    entry = await house.reminder_entry()
    assert (entry.state, entry.reason) == (EntryState.UNCONFIRMED, "its sender died or hung while sending")
    assert await house.deliveries() == ["ReminderUnconfirmed"]


async def test_nothing_is_handed_over_when_too_little_of_the_lease_is_left(house: House) -> None:
    await house.claimed_lead()
    house.on_commit = lambda: house.clock.advance(LEASE * 0.6)

    await house.relay.relay_due()

    assert house.messenger.handed_over == []
    assert (await house.reminder_entry()).state is EntryState.QUEUED


async def test_a_wall_clock_set_back_does_not_make_an_old_lease_look_fresh(house: House) -> None:
    await house.claimed_lead()

    def take_long_while_the_clock_is_set_back() -> None:
        house.clock.advance(LEASE * 0.6)
        house.clock.jump_wall_clock(-LEASE)

    house.on_commit = take_long_while_the_clock_is_set_back

    await house.relay.relay_due()

    assert house.messenger.handed_over == []


async def _relay_slowly(house: House, outcome: Outcome) -> None:
    """The answer comes after the lease was over and another relay had looked after the entry."""

    async def outlive_the_lease() -> None:
        await house.relay.rescue()
        house.clock.advance(LEASE + SECOND)
        await house.relay.rescue()

    await house.a_relay(messenger=SlowMessenger(outlive_the_lease, outcome)).relay_due()


async def _lease_and_die(house: House) -> None:
    async with house.transactions.write() as tx:
        await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + LEASE, limit=1)
