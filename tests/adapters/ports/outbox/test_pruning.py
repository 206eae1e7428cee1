"""Forgetting what is long over, on every adapter: never what holds a key for all time."""

import pytest

from application.delivery.attempt import Verdict, attempt_of
from application.delivery.entry import EntryState, NewEntry, Settlement
from application.delivery.message import Message
from application.errors import AlreadyClaimed, EntryNotFound
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, SENT, UNCONFIRMED, get, lease, queue, requeue, settle
from tests.support.entries import a_card, a_notice, a_reminder, an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

LATER = MONDAY_9AM + MINUTE


async def delivered(transactions: Transactions, content: NewEntry, settlement: Settlement = SENT) -> int:
    """Settled on Monday at 9, with the attempt that came to this."""
    [entry_id] = await queue(transactions, content)
    [leased] = await lease(transactions)
    await settle(transactions, leased, settlement)
    attempt = attempt_of(leased, Verdict.SENT, ended_at=MONDAY_9AM, counted=True, reason="")
    async with transactions.write() as tx:
        await tx.attempts.add([attempt])
    return entry_id


async def prune(transactions: Transactions) -> int:
    async with transactions.write() as tx:
        return await tx.outbox.prune(before=LATER, at=LATER)


@pytest.mark.parametrize("content", [a_reminder(), a_card()], ids=["reminder", "card"])
async def test_reminders_and_cards_keep_their_row_without_its_text(
    transactions: Transactions, content: NewEntry
) -> None:
    entry_id = await delivered(transactions, content)
    before = await get(transactions, entry_id)

    assert await prune(transactions) == 1

    after = await get(transactions, entry_id)
    assert after.content.message == Message(())
    assert (after.state, after.message_id, after.settled_at) == (before.state, before.message_id, before.settled_at)


async def test_a_pruned_generation_is_never_claimed_again(transactions: Transactions) -> None:
    await delivered(transactions, a_reminder())
    await prune(transactions)

    with pytest.raises(AlreadyClaimed):
        await queue(transactions, a_reminder())


async def test_a_pruned_card_is_still_the_one_to_edit(transactions: Transactions) -> None:
    card = await delivered(transactions, a_card())
    await prune(transactions)
    await queue(transactions, a_card(edits=card))

    [edit] = await lease(transactions)

    assert edit.edits_message_id == SENT.message_id
    async with transactions.read() as tx:
        found = await tx.outbox.card_of(LEAD_ID)
    assert found is not None
    assert found.id == card


@pytest.mark.parametrize("content", [an_answer(), a_notice()], ids=["answer", "notice"])
async def test_answers_and_notices_are_deleted(transactions: Transactions, content: NewEntry) -> None:
    entry_id = await delivered(transactions, content)

    assert await prune(transactions) == 1

    with pytest.raises(EntryNotFound):
        await get(transactions, entry_id)


async def test_the_attempts_of_what_is_pruned_are_deleted_and_no_others(transactions: Transactions) -> None:
    pruned = [await delivered(transactions, a_reminder()), await delivered(transactions, an_answer())]
    kept = await delivered(transactions, an_answer(), UNCONFIRMED)

    await prune(transactions)

    async with transactions.read() as tx:
        assert [list(await tx.attempts.of_entry(entry_id)) for entry_id in pruned] == [[], []]
        assert len(await tx.attempts.of_entry(kept)) == 1


async def test_nothing_is_pruned_that_waits_or_came_later(transactions: Transactions) -> None:
    unconfirmed = await delivered(transactions, an_answer(1), UNCONFIRMED)
    [leased, queued, recent] = await queue(transactions, an_answer(2), an_answer(2), an_answer(3))
    _, last = await lease(transactions)
    await settle(transactions, last, DEAD, at=LATER)

    assert await prune(transactions) == 0

    states = [(await get(transactions, entry_id)).state for entry_id in (unconfirmed, leased, queued, recent)]
    assert states == [EntryState.UNCONFIRMED, EntryState.SENDING, EntryState.QUEUED, EntryState.DEAD]


async def test_pruning_twice_prunes_nothing_more(transactions: Transactions) -> None:
    for content in (a_reminder(), a_card(), an_answer(), a_reminder(lead_id=OTHER_LEAD_ID)):
        await delivered(transactions, content)

    assert await prune(transactions) == 4
    assert await prune(transactions) == 0


async def test_what_has_no_text_any_more_is_not_sent_again(transactions: Transactions) -> None:
    entry_id = await delivered(transactions, a_reminder(), DEAD)
    await prune(transactions)

    assert not await requeue(transactions, entry_id)

    assert (await get(transactions, entry_id)).state is EntryState.DEAD
