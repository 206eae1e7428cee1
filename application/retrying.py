"""A command that lost a race is run again as a whole: it decides anew on what is there now."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from application.errors import ConcurrentChange
from application.ports.transaction import Transaction, Transactions

ATTEMPTS = 8

T = TypeVar("T")


async def in_one_transaction(transactions: Transactions, work: Callable[[Transaction], Awaitable[T]]) -> T:
    """Runs ``work`` in a writing transaction, again when it lost a race. Raises ``ConcurrentChange`` after eight."""
    for _ in range(ATTEMPTS - 1):
        try:
            async with transactions.write() as tx:
                return await work(tx)
        except ConcurrentChange:
            continue
    async with transactions.write() as tx:
        return await work(tx)
