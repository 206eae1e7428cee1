"""When to look at the outbox again, on every adapter."""

from datetime import timedelta

from application.delivery.entry import LONGEST_WAIT
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import MINUTE, UNCONFIRMED, lease, next_due_at, queue, settle
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import MONDAY_9AM

SECOND = timedelta(seconds=1)


async def test_an_empty_outbox_has_nothing_due(transactions: Transactions) -> None:
    assert await next_due_at(transactions) is None


async def test_settled_entries_are_never_due(transactions: Transactions) -> None:
    await queue(transactions, an_answer())
    [entry] = await lease(transactions)
    await settle(transactions, entry, UNCONFIRMED)

    assert await next_due_at(transactions) is None


async def test_the_next_due_is_the_earliest_queue_head(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), at=MONDAY_9AM + 3 * MINUTE)
    await queue(transactions, an_answer(1), at=MONDAY_9AM)
    await queue(transactions, an_answer(2), at=MONDAY_9AM + 2 * MINUTE)

    assert await next_due_at(transactions) == MONDAY_9AM + 2 * MINUTE


async def test_a_chat_with_a_message_in_flight_has_nothing_due(transactions: Transactions) -> None:
    """Only a monotonic clock shows when its lease is over, and a settlement wakes the relay."""
    await queue(transactions, an_answer(), an_answer())
    await lease(transactions)

    assert await next_due_at(transactions) is None


async def test_a_throttled_chat_is_due_later(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1))
    async with transactions.write() as tx:
        await tx.chat_states.throttle_until({1: MONDAY_9AM + SECOND}, at=MONDAY_9AM)

    assert await next_due_at(transactions, MONDAY_9AM) == MONDAY_9AM + SECOND
    assert await next_due_at(transactions, MONDAY_9AM + SECOND) == MONDAY_9AM


async def test_a_chat_state_set_in_the_future_does_not_count(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1))
    async with transactions.write() as tx:
        await tx.chat_states.throttle_until({1: MONDAY_9AM + 61 * MINUTE}, at=MONDAY_9AM + 60 * MINUTE)

    assert await next_due_at(transactions, MONDAY_9AM) == MONDAY_9AM


async def test_an_unreachable_chat_is_not_waited_for(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1))
    async with transactions.write() as tx:
        await tx.chat_states.mark_unreachable(1, reason="blocked", at=MONDAY_9AM)

    assert await next_due_at(transactions) is None


async def test_an_expiry_is_due_anywhere_in_the_queue(transactions: Transactions) -> None:
    await queue(transactions, a_reminder(chat_id=1, expires_at=MONDAY_9AM + MINUTE))
    async with transactions.write() as tx:
        await tx.chat_states.mark_unreachable(1, reason="blocked", at=MONDAY_9AM)

    assert await next_due_at(transactions) == MONDAY_9AM + MINUTE


async def test_what_was_put_off_before_the_wall_clock_went_back_is_not_waited_for(transactions: Transactions) -> None:
    await queue(transactions, an_answer(), at=MONDAY_9AM + LONGEST_WAIT + MINUTE)

    assert await next_due_at(transactions, MONDAY_9AM) == MONDAY_9AM
