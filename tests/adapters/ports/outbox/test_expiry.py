"""Entries that expire, on every adapter."""

from application.delivery.entry import EntryState
from application.ports.transaction import Transactions
from tests.adapters.ports.outbox.moves import DEAD, MINUTE, end, get, lease, queue, requeue, settle
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import MONDAY_9AM

EXPIRY = MONDAY_9AM + MINUTE


async def expired(transactions: Transactions, *, limit: int = 10) -> list[int]:
    async with transactions.read() as tx:
        return [entry.id for entry in await tx.outbox.expired(EXPIRY, limit=limit)]


async def test_an_entry_is_leased_until_it_expires_and_never_after(transactions: Transactions) -> None:
    late, in_time = await queue(
        transactions, a_reminder(1, chat_id=1, expires_at=EXPIRY), a_reminder(2, chat_id=2, expires_at=EXPIRY + MINUTE)
    )

    assert [entry.id for entry in await lease(transactions, EXPIRY)] == [in_time]
    assert (await get(transactions, late)).state is EntryState.QUEUED


async def test_expired_entries_are_found_and_others_are_not(transactions: Transactions) -> None:
    first, second, _, _ = await queue(
        transactions,
        a_reminder(1, expires_at=MONDAY_9AM),
        a_reminder(2, expires_at=EXPIRY),
        a_reminder(3, expires_at=EXPIRY + MINUTE),
        an_answer(),
    )

    assert await expired(transactions) == [first, second]
    assert await expired(transactions, limit=1) == [first]


async def test_an_entry_in_flight_or_ended_does_not_expire(transactions: Transactions) -> None:
    await queue(transactions, *(a_reminder(step, chat_id=step, expires_at=EXPIRY) for step in (1, 2)))
    one, _ = await lease(transactions)
    await settle(transactions, one, DEAD)

    assert await expired(transactions) == []


async def test_an_expired_entry_holds_up_its_chat_until_it_is_ended(transactions: Transactions) -> None:
    late, next_one = await queue(transactions, a_reminder(1, expires_at=EXPIRY), a_reminder(2))
    at_first = await lease(transactions, EXPIRY)

    await end(transactions, late, state=EntryState.EXPIRED, at=EXPIRY)

    assert at_first == []
    assert [entry.id for entry in await lease(transactions, EXPIRY)] == [next_one]


async def test_a_requeued_entry_does_not_expire_again(transactions: Transactions) -> None:
    [entry_id] = await queue(transactions, a_reminder(expires_at=EXPIRY))
    await end(transactions, entry_id, state=EntryState.EXPIRED, at=EXPIRY)

    await requeue(transactions, entry_id, at=EXPIRY)

    assert await expired(transactions) == []
    assert [entry.id for entry in await lease(transactions, EXPIRY)] == [entry_id]
