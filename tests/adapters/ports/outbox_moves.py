"""The moves of an outbox entry, each in a transaction of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.delivery import Entry, EntryState, NewEntry, Settlement
from application.ports.transaction import Transactions
from tests.leads import MONDAY_9AM

MINUTE = timedelta(minutes=1)
SENT = Settlement(EntryState.SENT, message_id=5)
UNCONFIRMED = Settlement(EntryState.UNCONFIRMED, reason="silence")
DEAD = Settlement(EntryState.DEAD, reason="403: blocked")


def again(at: datetime, *, counts_as_attempt: bool = True, may_duplicate: bool = False) -> Settlement:
    return Settlement(
        EntryState.QUEUED,
        reason="try again",
        not_before=at,
        counts_as_attempt=counts_as_attempt,
        may_duplicate=may_duplicate,
    )


async def queue(transactions: Transactions, *entries: NewEntry, at: datetime = MONDAY_9AM) -> list[int]:
    async with transactions.write() as tx:
        return [await tx.outbox.add(entry, at=at) for entry in entries]


async def lease(
    transactions: Transactions, now: datetime = MONDAY_9AM, *, lasting: timedelta = MINUTE, limit: int = 10
) -> Sequence[Entry]:
    async with transactions.write() as tx:
        return await tx.outbox.lease_due(now, lease_until=now + lasting, limit=limit)


async def settle(
    transactions: Transactions,
    entry: Entry,
    settlement: Settlement,
    *,
    token: str | None = None,
    at: datetime = MONDAY_9AM,
) -> bool:
    """By the entry's own token unless another is given."""
    async with transactions.write() as tx:
        return await tx.outbox.settle(entry.id, token=token or str(entry.token), settlement=settlement, at=at)


async def get(transactions: Transactions, entry_id: int) -> Entry:
    async with transactions.read() as tx:
        return await tx.outbox.get(entry_id)


async def next_due_at(transactions: Transactions) -> datetime | None:
    async with transactions.read() as tx:
        return await tx.outbox.next_due_at()
