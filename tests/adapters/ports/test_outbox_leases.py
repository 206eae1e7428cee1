"""Which entries are leased and when, on every adapter."""

from dataclasses import replace

from application.delivery import EntryState
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox_moves import (
    DEAD,
    MINUTE,
    SENT,
    UNCONFIRMED,
    again,
    get,
    lease,
    next_due_at,
    queue,
    settle,
)
from tests.entries import a_card, a_reminder, an_answer
from tests.leads import MONDAY_9AM


async def test_a_due_entry_is_leased(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, a_reminder())
    waiting = await get(transactions, entry_id)

    [leased] = await lease(transactions, lasting=MINUTE)

    assert leased.token is not None
    assert leased == replace(
        waiting, state=EntryState.SENDING, attempts=1, token=leased.token, lease_until=MONDAY_9AM + MINUTE
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


async def test_a_chat_gets_its_messages_one_by_one_in_their_order(transactions: Transactions) -> None:
    ids = await queue(transactions, *(an_answer(text=f"{number}") for number in range(3)))

    order = []
    for _ in ids:
        [entry] = await lease(transactions)
        assert await lease(transactions) == []
        order.append(entry.id)
        await settle(transactions, entry, SENT)

    assert order == ids


async def test_replies_go_before_reminders_that_are_older(transactions: Transactions) -> None:
    reminder, answer, card = await queue(transactions, a_reminder(), an_answer(), a_card())

    order = []
    for _ in range(3):
        [entry] = await lease(transactions)
        order.append(entry.id)
        await settle(transactions, entry, SENT)

    assert order == [answer, card, reminder]


async def test_what_waits_for_its_next_try_holds_up_its_chat(transactions: Transactions) -> None:
    first, second, other = await queue(transactions, an_answer(1), an_answer(1), an_answer(2))
    entry, _ = await lease(transactions)
    await settle(transactions, entry, again(MONDAY_9AM + MINUTE))

    at_once = await lease(transactions, MONDAY_9AM)
    later = await lease(transactions, MONDAY_9AM + MINUTE)

    assert entry.id == first
    assert at_once == []
    assert [entry.id for entry in later] == [first]
    assert (await get(transactions, second)).state is EntryState.QUEUED
    assert (await get(transactions, other)).state is EntryState.SENDING


async def test_dead_and_unconfirmed_entries_hold_up_nobody(transactions: Transactions) -> None:
    first, second, third = await queue(transactions, an_answer(), an_answer(), an_answer())
    [one] = await lease(transactions)
    await settle(transactions, one, DEAD)
    [two] = await lease(transactions)
    await settle(transactions, two, UNCONFIRMED)

    [three] = await lease(transactions)

    assert [one.id, two.id, three.id] == [first, second, third]


async def test_chats_are_served_by_priority_then_age(transactions: Transactions) -> None:
    reminder, late, later = await queue(transactions, a_reminder(chat_id=1), an_answer(2), an_answer(3))

    assert [entry.id for entry in await lease(transactions, limit=2)] == [late, later]
    assert [entry.id for entry in await lease(transactions, limit=2)] == [reminder]


async def test_a_chat_whose_head_is_not_due_takes_nobodys_place(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), at=MONDAY_9AM + MINUTE)
    [due] = await queue(transactions, an_answer(2), at=MONDAY_9AM)

    assert [entry.id for entry in await lease(transactions, MONDAY_9AM, limit=1)] == [due]


async def test_a_lease_is_overdue_once_it_is_over(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [leased] = await lease(transactions, lasting=MINUTE)

    async with transactions.read() as tx:
        before = await tx.outbox.overdue_leases(MONDAY_9AM, limit=10)
        after = await tx.outbox.overdue_leases(MONDAY_9AM + 2 * MINUTE, limit=10)

    assert before == []
    assert after == [leased]


async def test_a_lease_is_overdue_at_the_moment_that_next_due_at_names(transactions: Transactions) -> None:
    """Else a relay that woke at that very moment would find nothing to do and be told to wake at once, for ever."""
    await queue(transactions, an_answer())
    [leased] = await lease(transactions)
    wakes_at = await next_due_at(transactions)
    assert wakes_at is not None

    async with transactions.read() as tx:
        assert await tx.outbox.overdue_leases(wakes_at, limit=10) == [leased]


async def test_a_settled_entry_is_never_overdue(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), an_answer(2), an_answer(3), an_answer(4))
    leased = await lease(transactions)
    for entry, settlement in zip(leased, [SENT, DEAD, UNCONFIRMED, again(MONDAY_9AM)], strict=True):
        await settle(transactions, entry, settlement)

    async with transactions.read() as tx:
        assert await tx.outbox.overdue_leases(MONDAY_9AM + 10 * MINUTE, limit=10) == []


async def test_an_empty_outbox_has_nothing_due(transactions: Transactions) -> None:
    assert await next_due_at(transactions) is None


async def test_settled_entries_are_never_due(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [entry] = await lease(transactions)
    await settle(transactions, entry, UNCONFIRMED)

    assert await next_due_at(transactions) is None


async def test_the_next_due_is_the_earliest_head_of_line(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), at=MONDAY_9AM + 3 * MINUTE)
    await queue(transactions, an_answer(1), at=MONDAY_9AM)
    await queue(transactions, an_answer(2), at=MONDAY_9AM + 2 * MINUTE)

    assert await next_due_at(transactions) == MONDAY_9AM + 2 * MINUTE


async def test_a_chat_with_a_message_under_way_is_next_due_when_its_lease_ends(transactions: Transactions) -> None:
    await queue(transactions, an_answer(), an_answer())
    await lease(transactions, lasting=5 * MINUTE)

    assert await next_due_at(transactions) == MONDAY_9AM + 5 * MINUTE
