"""Finding entries, on every adapter."""

import pytest

from application.delivery.entry import EntryKind, EntryState
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, lease, queue, settle
from tests.support.entries import a_card, a_notice, a_reminder, an_answer
from tests.support.leads import CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

LATER = MONDAY_9AM + MINUTE


async def some_entries(transactions: Transactions) -> None:
    """By their ids: 1 is dead, 2 in flight, and 4 and 5 came a minute later."""
    await queue(transactions, an_answer(1), an_answer(2), a_reminder(1), at=MONDAY_9AM)
    await queue(transactions, a_card(OTHER_LEAD_ID), a_notice(), at=LATER)
    one, _ = await lease(transactions, limit=2)
    await settle(transactions, one, DEAD)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EntryFilter(), [5, 4, 3, 2, 1]),
        (EntryFilter(state=EntryState.DEAD), [1]),
        (EntryFilter(state=EntryState.QUEUED), [5, 4, 3]),
        (EntryFilter(kind=EntryKind.ANSWER), [2, 1]),
        (EntryFilter(chat_id=CHAT_ID), [5, 4, 3]),
        (EntryFilter(lead_id=LEAD_ID), [3]),
        (EntryFilter(since=LATER), [5, 4]),
        (EntryFilter(before=LATER), [3, 2, 1]),
        (EntryFilter(since=MONDAY_9AM, before=LATER, kind=EntryKind.ANSWER, state=EntryState.SENDING), [2]),
        (EntryFilter(lead_id=LEAD_ID, kind=EntryKind.CARD), []),
    ],
    ids=repr,
)
async def test_entries_are_found_for_which_all_that_is_asked_holds(
    transactions: Transactions, wanted: EntryFilter, found: list[int]
) -> None:
    await some_entries(transactions)

    async with transactions.read() as tx:
        assert [entry.id for entry in await tx.outbox.select(wanted, limit=10)] == found
        assert [entry.id for entry in await tx.outbox.select(wanted, limit=1)] == found[:1]


async def test_entries_are_counted_and_the_oldest_known_of_each_state_that_waits(transactions: Transactions) -> None:
    await some_entries(transactions)
    await queue(transactions, an_answer(3), at=LATER)

    async with transactions.read() as tx:
        oldest = await tx.outbox.oldest_by_state()
        counts = await tx.outbox.count_by_state()

    assert counts == {EntryState.DEAD: 1, EntryState.SENDING: 1, EntryState.QUEUED: 4}
    assert oldest == {
        EntryState.SENDING: MONDAY_9AM,
        EntryState.QUEUED: MONDAY_9AM,
    }


async def test_a_chat_has_a_kind_queued_while_it_waits_and_not_after(transactions: Transactions) -> None:
    await queue(transactions, a_notice(1))

    async with transactions.read() as tx:
        assert await tx.outbox.has_queued(EntryKind.NOTICE, 1)
        assert not await tx.outbox.has_queued(EntryKind.NOTICE, 2)
        assert not await tx.outbox.has_queued(EntryKind.ANSWER, 1)
    await lease(transactions)
    async with transactions.read() as tx:
        assert not await tx.outbox.has_queued(EntryKind.NOTICE, 1)
