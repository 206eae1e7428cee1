"""Queue heads of chats, on every adapter."""

from application.delivery.entry import EntryState
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, SENT, UNCONFIRMED, again, get, lease, queue, settle
from tests.support.entries import a_card, a_notice, a_reminder, an_answer
from tests.support.leads import MONDAY_9AM


async def test_a_chat_gets_its_messages_one_by_one_in_their_order(transactions: Transactions) -> None:
    ids = await queue(transactions, *(an_answer(text=f"{number}") for number in range(3)))

    order = []
    for _ in ids:
        [entry] = await lease(transactions)
        assert await lease(transactions) == []
        order.append(entry.id)
        await settle(transactions, entry, SENT)

    assert order == ids


async def test_replies_go_before_reminders_that_are_older_and_notices_last(transactions: Transactions) -> None:
    notice, reminder, answer, card = await queue(transactions, a_notice(), a_reminder(), an_answer(), a_card())

    order = []
    for _ in range(4):
        [entry] = await lease(transactions)
        order.append(entry.id)
        await settle(transactions, entry, SENT)

    assert order == [answer, card, reminder, notice]


async def test_an_entry_waiting_for_its_next_attempt_holds_up_its_chat(transactions: Transactions) -> None:
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


async def test_dead_and_unconfirmed_entries_hold_up_no_chat(transactions: Transactions) -> None:
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


async def test_a_chat_whose_head_is_not_due_takes_no_place(transactions: Transactions) -> None:
    await queue(transactions, an_answer(1), at=MONDAY_9AM + MINUTE)
    [due] = await queue(transactions, an_answer(2), at=MONDAY_9AM)

    assert [entry.id for entry in await lease(transactions, MONDAY_9AM, limit=1)] == [due]
