"""Two relays at once, on every adapter: the bucket makes them take turns."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from itertools import chain

from application.delivery.entry import Entry
from application.delivery.pacing import Pacing
from application.ports.rate_limit import TokenBucket
from application.ports.transaction import Transaction, Transactions
from tests.adapters.ports.outbox.moves import MINUTE, lease, queue
from tests.adapters.ports.outbox.settling_down import as_far_as_it_gets
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import MONDAY_9AM

PACING = Pacing()
Turn = Sequence[tuple[Entry, datetime]]


async def take_turn(tx: Transaction, *, limit: int = 16) -> Turn:
    """As the relay does it: slots out of the bucket, and as many entries."""
    bucket = await tx.rate_limiter.bucket()
    slots = PACING.slots(bucket.next_free_at, MONDAY_9AM, limit=limit)
    entries = await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + MINUTE, limit=len(slots))
    used = PACING.after(slots[: len(entries)], bucket.next_free_at, MONDAY_9AM)
    await tx.rate_limiter.save(TokenBucket(used, bucket.high_water_mark + len(entries)))
    return list(zip(entries, slots, strict=False))


async def two_turns(transactions: Transactions, *, limit: int) -> tuple[Turn, Turn]:
    """The second relay begins while the first has taken its turn and not committed."""
    second = list[tuple[Entry, datetime]]()

    async def take_second_turn() -> None:
        async with transactions.write() as tx:
            second.extend(await take_turn(tx))

    async with transactions.write() as tx:
        first = await take_turn(tx, limit=limit)
        other_relay = asyncio.create_task(take_second_turn())
        await as_far_as_it_gets(other_relay)
    await other_relay
    return first, second


async def test_they_never_lease_the_same_entry(transactions: Transactions) -> None:
    await queue(transactions, *(an_answer(chat_id) for chat_id in range(1, 7)))

    leased = await asyncio.gather(*(lease(transactions) for _ in range(4)))

    assert sorted(entry.content.chat_id for entry in chain.from_iterable(leased)) == [1, 2, 3, 4, 5, 6]


async def test_they_never_lease_two_entries_of_one_chat(transactions: Transactions) -> None:
    await queue(transactions, *(an_answer(chat_id) for chat_id in (1, 2, 3, 4) for _ in range(3)))

    first, second = await two_turns(transactions, limit=2)

    chats = [entry.content.chat_id for entry, _ in [*first, *second]]
    assert len(first) == 2
    assert sorted(chats) == [1, 2, 3, 4]


async def test_a_reply_that_overtakes_meanwhile_is_not_sent_beside_a_message_in_flight(
    transactions: Transactions,
) -> None:
    leased = list[Entry]()
    await queue(transactions, a_reminder())

    async def reply_and_lease() -> None:
        await queue(transactions, an_answer())
        leased.extend(await lease(transactions))

    async with transactions.write() as tx:
        first = await take_turn(tx)
        second_relay = asyncio.create_task(reply_and_lease())
        await as_far_as_it_gets(second_relay)
    await second_relay

    assert len(first) == 1
    assert leased == []


async def test_they_never_use_the_same_slots(transactions: Transactions) -> None:
    await queue(transactions, *(an_answer(chat_id) for chat_id in range(1, 31)))

    first, second = await two_turns(transactions, limit=5)

    slots = [slot for _, slot in [*first, *second]]
    assert slots == PACING.slots(None, MONDAY_9AM, limit=30)
    async with transactions.read() as tx:
        assert (await tx.rate_limiter.bucket()).high_water_mark == len(slots)
