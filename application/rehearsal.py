"""A dry run is the work itself, rolled back at its end: so it refuses, counts and decides as the work would."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from application.ports.transaction import Transaction, Transactions
from application.retrying import in_one_transaction

T = TypeVar("T")


class _RolledBack(Exception, Generic[T]):
    def __init__(self, result: T) -> None:
        super().__init__("this was a rehearsal")
        self.result = result


async def carry_out(transactions: Transactions, work: Callable[[Transaction], Awaitable[T]], *, dry_run: bool) -> T:
    """As ``in_one_transaction``; of a ``dry_run`` nothing is kept but what ``work`` gives."""
    if not dry_run:
        return await in_one_transaction(transactions, work)

    async def rehearse(tx: Transaction) -> T:
        raise _RolledBack(await work(tx))

    try:
        return await in_one_transaction(transactions, rehearse)
    except _RolledBack as rehearsal:
        result: T = rehearsal.result
        return result
