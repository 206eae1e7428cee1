"""A use case in one transaction: run again as a whole when it lost a race, rolled back when it is a dry run."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from application.errors import ConcurrentChange
from application.ports.transaction import Transaction, Transactions

ATTEMPTS = 8

T = TypeVar("T")


class _RolledBack(Exception, Generic[T]):
    def __init__(self, result: T) -> None:
        super().__init__("this was a dry run")
        self.result = result


async def run_in_transaction(
    transactions: Transactions, work: Callable[[Transaction], Awaitable[T]], *, dry_run: bool = False
) -> T:
    """Run ``work`` in a writing transaction, again when it lost a race, and return what it returns.

    A dry run is the work itself, rolled back at its end: it refuses, counts and decides as the work would.
    Raise ``ConcurrentChange`` after eight lost races.
    """
    if not dry_run:
        return await _committed(transactions, work)

    async def rolled_back(tx: Transaction) -> T:
        raise _RolledBack(await work(tx))

    try:
        return await _committed(transactions, rolled_back)
    except _RolledBack as dry:
        result: T = dry.result
        return result


async def _committed(transactions: Transactions, work: Callable[[Transaction], Awaitable[T]]) -> T:
    for _ in range(ATTEMPTS - 1):
        try:
            async with transactions.write() as tx:
                return await work(tx)
        except ConcurrentChange:
            continue
    async with transactions.write() as tx:
        return await work(tx)
