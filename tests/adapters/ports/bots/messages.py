"""Messages that wait, and that are taken to be sent."""

from collections.abc import Sequence
from datetime import timedelta

from application.delivery.entry import Entry
from application.ports.transaction import Transactions
from tests.support.entries import an_answer
from tests.support.leads import (
    MONDAY_9AM,
)

MINUTE = timedelta(minutes=1)


async def queued(transactions: Transactions, text: str = "Hello") -> int:
    async with transactions.write() as tx:
        return await tx.outbox.add(an_answer(text=text), at=MONDAY_9AM)


async def leased(transactions: Transactions) -> Sequence[Entry]:
    async with transactions.write() as tx:
        return await tx.outbox.lease_due(MONDAY_9AM, lease_until=MONDAY_9AM + MINUTE, limit=10)
