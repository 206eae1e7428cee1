"""What an operator may do with entries, on every adapter."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState, Settlement
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import (
    DEAD,
    MINUTE,
    SENT,
    UNCONFIRMED,
    again,
    end,
    get,
    lease,
    queue,
    requeue,
    settle,
)
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import MONDAY_9AM

LATER = MONDAY_9AM + MINUTE


async def settled_as(transactions: Transactions, settlement: Settlement) -> int:
    [entry_id] = await queue(transactions, a_reminder())
    [leased] = await lease(transactions)
    await settle(transactions, leased, settlement)
    return entry_id


@pytest.mark.parametrize("settlement", [DEAD, UNCONFIRMED, Settlement(EntryState.EXPIRED), again(MONDAY_9AM)])
async def test_what_waits_died_or_is_unconfirmed_can_be_ended(
    transactions: Transactions, settlement: Settlement
) -> None:
    entry_id = await settled_as(transactions, settlement)
    before = await get(transactions, entry_id)

    ended = await end(transactions, entry_id, at=LATER)

    assert list(ended) == [entry_id]
    assert await get(transactions, entry_id) == replace(
        before, state=EntryState.WITHDRAWN, reason="an operator said so", settled_at=LATER
    )


@pytest.mark.parametrize("settlement", [SENT, Settlement(EntryState.WITHDRAWN)])
async def test_what_was_sent_or_withdrawn_is_over_already(transactions: Transactions, settlement: Settlement) -> None:
    entry_id = await settled_as(transactions, settlement)
    before = await get(transactions, entry_id)

    assert list(await end(transactions, entry_id)) == []
    assert not await requeue(transactions, entry_id)

    assert await get(transactions, entry_id) == before


async def test_what_is_being_sent_can_neither_be_ended_nor_requeued(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, an_answer())
    [leased] = await lease(transactions)

    assert list(await end(transactions, entry_id)) == []
    assert not await requeue(transactions, entry_id)

    assert await get(transactions, entry_id) == leased


async def test_of_many_entries_the_endable_are_ended_and_returned(transactions: Transactions) -> None:
    in_flight, first, second = await queue(transactions, an_answer(1), an_answer(2), an_answer(3))
    await lease(transactions, limit=1)

    assert sorted(await end(transactions, in_flight, first, second)) == [first, second]


@pytest.mark.parametrize("settlement", [DEAD, UNCONFIRMED, Settlement(EntryState.EXPIRED), again(LATER)])
async def test_an_entry_that_did_not_arrive_or_waits_can_be_requeued(
    transactions: Transactions, settlement: Settlement
) -> None:
    entry_id = await settled_as(transactions, settlement)

    assert await requeue(transactions, entry_id, at=LATER)

    entry = await get(transactions, entry_id)
    assert (entry.state, entry.not_before, entry.settled_at) == (EntryState.QUEUED, LATER, None)
    assert (entry.reason, entry.may_duplicate) == ("an operator said so", False)
    assert [leased.id for leased in await lease(transactions, LATER)] == [entry_id]


async def test_a_repeat_is_marked_and_stays_so(transactions: Transactions) -> None:
    entry_id = await settled_as(transactions, UNCONFIRMED)

    await requeue(transactions, entry_id, may_duplicate=True)
    await requeue(transactions, entry_id, may_duplicate=False)

    assert (await get(transactions, entry_id)).may_duplicate


async def test_a_late_sent_leaves_a_requeued_entry_alone(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    await settle(transactions, leased, UNCONFIRMED)
    await requeue(transactions, entry_id, may_duplicate=True)

    assert not await settle(transactions, leased, SENT)

    assert (await get(transactions, entry_id)).state is EntryState.QUEUED


async def test_an_entry_that_changed_since_is_left_alone(transactions: Transactions) -> None:
    """Two operators look at a dead entry; before the second acts it was sent again, and is unconfirmed now."""
    entry_id = await settled_as(transactions, DEAD)
    judged = await get(transactions, entry_id)
    await requeue(transactions, entry_id, at=LATER)
    [leased] = await lease(transactions, LATER)
    await settle(transactions, leased, DEAD)

    async with transactions.write() as tx:
        requeued = await tx.outbox.requeue(judged, reason="a second look", at=LATER, may_duplicate=False)
        ended = await tx.outbox.end([judged], EntryState.WITHDRAWN, reason="a second look", at=LATER)

    assert (requeued, list(ended)) == (False, [])


async def test_deaths_are_counted_by_their_reason_but_for_chats_that_cannot_be_reached(
    transactions: Transactions,
) -> None:
    dead = [an_answer(chat_id=1), an_answer(chat_id=2), an_answer(chat_id=3)]
    ids = await queue(transactions, *dead)
    async with transactions.write() as tx:
        entries = [await tx.outbox.get(entry_id) for entry_id in ids]
        await tx.outbox.end(entries, EntryState.DEAD, reason="chat not found", at=MONDAY_9AM)
        await tx.chat_states.mark_unreachable(3, reason="blocked", at=MONDAY_9AM)

    async with transactions.read() as tx:
        counted = [await tx.outbox.deaths(since=MONDAY_9AM + wait) for wait in (timedelta(0), timedelta(seconds=1))]

    assert counted == [{"chat not found": 2}, {}]
