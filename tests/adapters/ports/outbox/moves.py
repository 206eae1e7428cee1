"""The moves of an outbox entry, each in a transaction of its own."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from application.delivery.entry import Entry, EntryState, NewEntry, Settlement
from application.ports.transaction import Transactions
from tests.support.leads import MONDAY_9AM

MINUTE = timedelta(minutes=1)
SENT = Settlement(EntryState.SENT, message_id=5)
UNCONFIRMED = Settlement(EntryState.UNCONFIRMED, reason="silence")
DEAD = Settlement(EntryState.DEAD, reason="400: chat not found")


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
    """As relays do: the bucket first, which makes them take turns."""
    async with transactions.write() as tx:
        await tx.rate_limiter.bucket()
        return await tx.outbox.lease_due(now, lease_until=now + lasting, limit=limit)


async def settle_all(
    transactions: Transactions, *settlements: tuple[Entry, Settlement], at: datetime = MONDAY_9AM
) -> Collection[int]:
    async with transactions.write() as tx:
        return await tx.outbox.settle(settlements, at=at)


async def settle(
    transactions: Transactions,
    entry: Entry,
    settlement: Settlement,
    *,
    token: str | None = None,
    at: datetime = MONDAY_9AM,
) -> bool:
    """By the entry's own token unless another is given."""
    attempt = entry if token is None else replace(entry, token=token)
    return entry.id in await settle_all(transactions, (attempt, settlement), at=at)


async def end(
    transactions: Transactions, *entry_ids: int, state: EntryState = EntryState.WITHDRAWN, at: datetime = MONDAY_9AM
) -> Collection[int]:
    async with transactions.write() as tx:
        entries = [await tx.outbox.get(entry_id) for entry_id in entry_ids]
        return await tx.outbox.end(entries, state, reason="an operator said so", at=at)


async def requeue(
    transactions: Transactions, entry_id: int, *, may_duplicate: bool = False, at: datetime = MONDAY_9AM
) -> bool:
    async with transactions.write() as tx:
        entry = await tx.outbox.get(entry_id)
        return await tx.outbox.requeue(entry, reason="an operator said so", at=at, may_duplicate=may_duplicate)


async def get(transactions: Transactions, entry_id: int) -> Entry:
    async with transactions.read() as tx:
        return await tx.outbox.get(entry_id)


async def in_flight(transactions: Transactions, *, limit: int = 10) -> Sequence[Entry]:
    async with transactions.read() as tx:
        return await tx.outbox.in_flight(limit=limit)


async def next_due_at(transactions: Transactions, now: datetime = MONDAY_9AM) -> datetime | None:
    async with transactions.read() as tx:
        return await tx.outbox.next_due_at(now)


async def chats_leased(transactions: Transactions, now: datetime = MONDAY_9AM) -> list[int]:
    return [entry.content.chat_id for entry in await lease(transactions, now)]
