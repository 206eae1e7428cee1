"""What is known of each chat, and how it holds up what waits for it, on every adapter."""

from datetime import datetime, timedelta

from application.ports.chat_state import ChatState
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import chats_leased, queue
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


async def throttle_until(transactions: Transactions, until: dict[int, datetime], *, at: datetime = MONDAY_9AM) -> None:
    async with transactions.write() as tx:
        await tx.chat_states.throttle_until(until, at=at)


async def chat_state(transactions: Transactions, chat_id: int) -> ChatState:
    async with transactions.read() as tx:
        return await tx.chat_states.get(chat_id)


async def test_a_throttled_chat_is_passed_over_until_it_is_free(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), an_answer(2))
    await throttle_until(transactions, {1: MONDAY_9AM + SECOND})

    assert await chats_leased(transactions, MONDAY_9AM) == [2]
    assert await chats_leased(transactions, MONDAY_9AM + SECOND) == [1]


async def test_a_throttle_is_kept(transactions: Transactions) -> None:
    await throttle_until(transactions, {1: MONDAY_9AM + SECOND, 2: MONDAY_9AM + HOUR})

    assert await chat_state(transactions, 1) == ChatState(1, free_at=MONDAY_9AM + SECOND, set_at=MONDAY_9AM)
    assert await chat_state(transactions, 2) == ChatState(2, free_at=MONDAY_9AM + HOUR, set_at=MONDAY_9AM)


async def test_throttling_no_chat_does_nothing(transactions: Transactions) -> None:
    await throttle_until(transactions, {})

    assert await chat_state(transactions, 1) == ChatState(1)


async def test_a_chat_is_throttled_for_longer_but_never_for_less(transactions: Transactions) -> None:
    await throttle_until(transactions, {1: MONDAY_9AM + HOUR})

    await throttle_until(transactions, {1: MONDAY_9AM + 2 * SECOND}, at=MONDAY_9AM + SECOND)
    not_shortened = await chat_state(transactions, 1)
    await throttle_until(transactions, {1: MONDAY_9AM + 2 * HOUR}, at=MONDAY_9AM + SECOND)
    lengthened = await chat_state(transactions, 1)

    assert not_shortened == ChatState(1, free_at=MONDAY_9AM + HOUR, set_at=MONDAY_9AM)
    assert lengthened == ChatState(1, free_at=MONDAY_9AM + 2 * HOUR, set_at=MONDAY_9AM + SECOND)


async def test_a_chat_state_set_in_the_future_holds_up_no_chat(transactions: Transactions) -> None:
    """The wall clock was set back by an hour since."""
    await queue(transactions, an_answer(1))
    await throttle_until(transactions, {1: MONDAY_9AM + HOUR + SECOND}, at=MONDAY_9AM + HOUR)

    assert await chats_leased(transactions, MONDAY_9AM) == [1]


async def test_after_the_wall_clock_was_set_back_a_chat_is_throttled_anew(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1))
    await throttle_until(transactions, {1: MONDAY_9AM + HOUR + SECOND}, at=MONDAY_9AM + HOUR)

    await throttle_until(transactions, {1: MONDAY_9AM + SECOND}, at=MONDAY_9AM)

    assert await chats_leased(transactions, MONDAY_9AM) == []
    assert await chats_leased(transactions, MONDAY_9AM + SECOND) == [1]


async def test_an_unreachable_chat_is_passed_over_and_comes_back(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), an_answer(2))
    async with transactions.write() as tx:
        await tx.chat_states.mark_unreachable(1, reason="blocked", at=MONDAY_9AM)
    while_unreachable = await chats_leased(transactions)

    async with transactions.write() as tx:
        await tx.chat_states.mark_reachable(1)

    assert while_unreachable == [2]
    assert await chats_leased(transactions) == [1]
    assert await chat_state(transactions, 1) == ChatState(1)


async def test_unreachable_chats_are_listed_the_longest_unreachable_first(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.chat_states.throttle_until({3: MONDAY_9AM}, at=MONDAY_9AM)
        await tx.chat_states.mark_unreachable(2, reason="blocked", at=MONDAY_9AM + HOUR)
        await tx.chat_states.mark_unreachable(1, reason="gone", at=MONDAY_9AM + 2 * HOUR)
        await tx.chat_states.mark_unreachable(2, reason="blocked again", at=MONDAY_9AM + 3 * HOUR)

    async with transactions.read() as tx:
        assert await tx.chat_states.unreachable() == [
            ChatState(2, unreachable_since=MONDAY_9AM + HOUR, reason="blocked"),
            ChatState(1, unreachable_since=MONDAY_9AM + 2 * HOUR, reason="gone"),
        ]


async def test_a_chat_of_which_nothing_is_known_can_be_called_reachable(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.chat_states.mark_reachable(1)

    assert await chat_state(transactions, 1) == ChatState(1)
