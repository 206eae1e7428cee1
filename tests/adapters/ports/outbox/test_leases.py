"""Which entries are leased and when, on every adapter."""

from dataclasses import replace

from adapters.memory.manual_clock import ManualClock
from application.delivery.entry import LONGEST_WAIT, EntryState
from application.ports.transaction import Transactions
from application.relay.leases import LeaseWatch
from tests.adapters.ports.outbox.moves import (
    DEAD,
    MINUTE,
    SENT,
    UNCONFIRMED,
    again,
    get,
    in_flight,
    lease,
    queue,
    settle,
    settle_all,
)
from tests.support.entries import a_card, a_reminder, an_answer
from tests.support.leads import MONDAY_9AM


async def test_a_due_entry_is_leased(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, a_reminder())
    waiting = await get(transactions, entry_id)

    [leased] = await lease(transactions, lasting=MINUTE)

    assert leased.token is not None
    assert leased == replace(
        waiting,
        state=EntryState.SENDING,
        attempts=1,
        token=leased.token,
        leased_at=MONDAY_9AM,
        lease_until=MONDAY_9AM + MINUTE,
    )
    assert await get(transactions, entry_id) == leased


async def test_every_attempt_has_a_token_of_its_own(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), an_answer(2))
    one, two = await lease(transactions)
    await settle(transactions, one, again(MONDAY_9AM))

    [third] = await lease(transactions)

    assert third.id == one.id
    assert third.attempts == 2
    assert len({one.token, two.token, third.token}) == 3


async def test_an_entry_is_not_leased_before_its_time(transactions: Transactions) -> None:
    await queue(transactions, an_answer(), at=MONDAY_9AM + MINUTE)

    assert await lease(transactions, MONDAY_9AM) == []
    assert len(await lease(transactions, MONDAY_9AM + MINUTE)) == 1


async def test_a_leased_entry_is_not_leased_again(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    await lease(transactions)

    assert await lease(transactions) == []
    assert await lease(transactions, MONDAY_9AM + 10 * MINUTE) == []


async def test_entries_in_flight_come_the_oldest_lease_first(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1))
    [longer] = await lease(transactions, lasting=2 * MINUTE)
    await queue(transactions, an_answer(2))
    [shorter] = await lease(transactions, lasting=MINUTE)

    assert await in_flight(transactions) == [shorter, longer]
    assert await in_flight(transactions, limit=1) == [shorter]


async def test_a_lease_is_over_when_a_watcher_has_seen_all_of_it(transactions: Transactions) -> None:
    """Whatever the wall clock says: the watcher counts from when it saw the lease."""
    clock = ManualClock(MONDAY_9AM)
    watch = LeaseWatch(clock, MINUTE)
    await queue(transactions, an_answer())
    [leased] = await lease(transactions, lasting=MINUTE)

    clock.jump_wall_clock(10 * MINUTE)
    at_first = watch.overdue(await in_flight(transactions))
    clock.advance(MINUTE)
    later = watch.overdue(await in_flight(transactions))

    assert at_first == []
    assert later == [leased]


async def test_no_settled_entry_is_in_flight(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), an_answer(2), an_answer(3), an_answer(4))
    leased = await lease(transactions)
    settlements = [SENT, DEAD, UNCONFIRMED, again(MONDAY_9AM)]

    await settle_all(transactions, *zip(leased, settlements, strict=True))

    assert await in_flight(transactions) == []


async def test_an_edit_learns_at_its_lease_which_message_it_edits(transactions: Transactions) -> None:
    [card] = await queue(transactions, a_card())
    [leased] = await lease(transactions)
    await settle(transactions, leased, SENT)
    await queue(transactions, a_card(edits=card))

    [edit] = await lease(transactions)

    assert edit.edits_message_id == SENT.message_id


async def test_an_edit_of_what_never_arrived_edits_nothing(transactions: Transactions) -> None:
    [card] = await queue(transactions, a_card())
    [leased] = await lease(transactions)
    await settle(transactions, leased, DEAD)
    await queue(transactions, a_card(edits=card))

    [edit] = await lease(transactions)

    assert edit.edits_message_id is None


async def test_what_was_put_off_before_the_wall_clock_went_back_is_due_at_once(transactions: Transactions) -> None:
    await queue(transactions, an_answer(), at=MONDAY_9AM + LONGEST_WAIT + MINUTE)

    assert len(await lease(transactions, MONDAY_9AM)) == 1


async def test_the_longest_wait_is_waited_for(transactions: Transactions) -> None:
    await queue(transactions, an_answer(), at=MONDAY_9AM + LONGEST_WAIT)

    assert await lease(transactions, MONDAY_9AM) == []
