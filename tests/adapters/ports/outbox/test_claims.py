"""Claims queued together: a generation has one entry for all time, on every adapter."""

from application.delivery.entry import EntryState
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import queue
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, step_of


async def test_entries_are_queued_in_their_order(transactions: Transactions) -> None:
    contents = [a_reminder(2), an_answer(), a_reminder(1), an_answer(text="Again")]

    async with transactions.write() as tx:
        taken = await tx.outbox.add_all(contents, at=MONDAY_9AM)
        newest_first = await tx.outbox.select(EntryFilter(), limit=10)

    assert list(taken) == []
    assert [entry.content for entry in reversed(newest_first)] == contents
    assert {entry.state for entry in newest_first} == {EntryState.QUEUED}


async def test_a_taken_claim_is_named_and_left_out(transactions: Transactions) -> None:
    [known] = await queue(transactions, a_reminder(1, generation=1))

    async with transactions.write() as tx:
        taken = await tx.outbox.add_all(
            [a_reminder(1, generation=1), a_reminder(1, generation=2), a_reminder(2)], at=MONDAY_9AM
        )
        entries = await tx.outbox.select(EntryFilter(), limit=10)

    assert list(taken) == [(step_of(LEAD_ID, 1), 1)]
    assert len(entries) == 3
    assert entries[-1].id == known


async def test_adding_nothing_adds_nothing(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        assert list(await tx.outbox.add_all([], at=MONDAY_9AM)) == []
        assert await tx.outbox.select(EntryFilter(), limit=1) == []
