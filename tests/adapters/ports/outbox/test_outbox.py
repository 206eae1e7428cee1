"""What waits in the outbox, on every adapter."""

from dataclasses import replace

import pytest

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry
from application.errors import AlreadyClaimed, EntryNotFound
from application.ports.transaction import Transactions
from application.recording import enqueue
from tests.adapters.ports.outbox.moves import MINUTE, get, lease, queue, settle
from tests.adapters.ports.outbox.moves import SENT as DELIVERED
from tests.support.entries import a_card, a_reminder, an_answer
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, step_of

RICH_REMINDER = a_reminder(due_at=MONDAY_9AM, expires_at=MONDAY_9AM + MINUTE)


@pytest.mark.parametrize("content", [RICH_REMINDER, a_card(), a_card(edits=1), an_answer(chat_id=-(10**12))])
async def test_a_new_entry_is_queued_with_all_that_it_holds(transactions: Transactions, content: NewEntry) -> None:
    [entry_id] = await queue(transactions, content)

    assert await get(transactions, entry_id) == Entry(
        id=entry_id,
        bot_id=BOT_ID,
        content=content,
        state=EntryState.QUEUED,
        created_at=MONDAY_9AM,
        not_before=MONDAY_9AM,
    )


async def test_a_generation_has_one_entry_for_all_time(transactions: Transactions) -> None:
    await queue(transactions, a_reminder(1, generation=1))
    [entry] = await lease(transactions)
    await settle(transactions, entry, DELIVERED)

    with pytest.raises(AlreadyClaimed) as refusal:
        await queue(transactions, a_reminder(1, generation=1))

    assert refusal.value.reminder_id == str(step_of(LEAD_ID, 1))
    assert refusal.value.generation == 1


async def test_other_generations_and_other_reminders_have_entries_of_their_own(transactions: Transactions) -> None:
    others = [a_reminder(1, generation=2), a_reminder(2), a_reminder(1, lead_id=OTHER_LEAD_ID)]
    await queue(transactions, a_reminder(1, generation=1))

    assert len(await queue(transactions, *others)) == 3


async def test_messages_that_are_no_reminders_may_be_queued_twice(transactions: Transactions) -> None:
    assert len(set(await queue(transactions, an_answer(), an_answer(), a_card(), a_card()))) == 4


async def test_an_unknown_entry_is_not_found(transactions: Transactions) -> None:
    with pytest.raises(EntryNotFound):
        await get(transactions, 99)


async def test_withdrawing_takes_back_the_reminders_that_are_not_kept(transactions: Transactions) -> None:
    kept, stale, unwanted = await queue(transactions, a_reminder(1), a_reminder(2, generation=1), a_reminder(3))
    keep = {(step_of(LEAD_ID, 1), 1), (step_of(LEAD_ID, 2), 2)}

    async with transactions.write() as tx:
        count = await tx.outbox.withdraw_unsent([LEAD_ID], keep=keep, at=MONDAY_9AM + MINUTE)

    assert count == 2
    assert (await get(transactions, kept)).state is EntryState.QUEUED
    for entry_id in (stale, unwanted):
        entry = await get(transactions, entry_id)
        assert (entry.state, entry.settled_at) == (EntryState.WITHDRAWN, MONDAY_9AM + MINUTE)
        assert entry.reason == "no longer wanted"


async def test_withdrawing_leaves_cards_and_other_leads_alone(transactions: Transactions) -> None:
    ids = await queue(transactions, a_card(), an_answer(), a_reminder(lead_id=OTHER_LEAD_ID))

    async with transactions.write() as tx:
        assert await tx.outbox.withdraw_unsent([LEAD_ID], keep=(), at=MONDAY_9AM) == 0

    assert [(await get(transactions, entry_id)).state for entry_id in ids] == [EntryState.QUEUED] * 3


async def test_withdrawing_leaves_entries_in_flight_or_settled_alone(transactions: Transactions) -> None:
    sent, in_flight = await queue(transactions, a_reminder(1, chat_id=1), a_reminder(2, chat_id=2))
    first, _ = await lease(transactions)
    await settle(transactions, first, DELIVERED)

    async with transactions.write() as tx:
        assert await tx.outbox.withdraw_unsent([LEAD_ID], keep=(), at=MONDAY_9AM) == 0

    assert (await get(transactions, sent)).state is EntryState.SENT
    assert (await get(transactions, in_flight)).state is EntryState.SENDING


async def test_a_withdrawn_entry_is_never_leased(transactions: Transactions) -> None:
    await queue(transactions, a_reminder())
    async with transactions.write() as tx:
        await tx.outbox.withdraw_unsent([LEAD_ID], keep=(), at=MONDAY_9AM)

    assert await lease(transactions) == []


async def test_the_card_of_a_lead_is_the_first_that_edits_nothing(transactions: Transactions) -> None:
    [_, _, card, _] = await queue(transactions, a_card(OTHER_LEAD_ID), a_reminder(), a_card(), a_card(edits=1))
    await queue(transactions, a_card())

    async with transactions.read() as tx:
        found = await tx.outbox.card_of(LEAD_ID)

    assert found is not None
    assert found.id == card


async def test_a_lead_without_a_card_has_none(transactions: Transactions) -> None:
    await queue(transactions, a_reminder(), a_card(edits=1))

    async with transactions.read() as tx:
        assert await tx.outbox.card_of(LEAD_ID) is None


async def test_a_reminders_entry_is_found_by_its_generation(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        entry_id = await tx.outbox.add(a_reminder(generation=2), at=MONDAY_9AM)

        found = await tx.outbox.of_reminder(step_of(LEAD_ID, 1), 2)

        assert found is not None
        assert found.id == entry_id
        assert await tx.outbox.of_reminder(step_of(LEAD_ID, 1), 1) is None


async def test_a_page_takes_the_place_of_those_that_wait_in_its_chat(transactions: Transactions) -> None:
    page, other = (replace(an_answer(chat_id=chat_id), kind=EntryKind.PAGE) for chat_id in (7, 8))
    first, elsewhere, answer = await queue(transactions, page, other, an_answer(chat_id=7))

    async with transactions.write() as tx:
        await enqueue(tx, page, at=MONDAY_9AM)

    states = [(await get(transactions, entry_id)).state for entry_id in (first, elsewhere, answer, answer + 1)]
    assert states == [EntryState.WITHDRAWN, *[EntryState.QUEUED] * 3]
