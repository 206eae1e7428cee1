"""Use cases within a transaction that is open already: what several of them write is committed together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from application.errors import ConcurrentChange
from application.ports.transaction import Transaction


class JoinedTransactions:
    """Implements the ``Transactions`` port: each of its transactions is a part of the one that is open.

    A part that raises is undone and the rest goes on. A lost race is lost for the whole: the transaction that is open
    begins again, none of its parts.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._lost: ConcurrentChange | None = None

    def require_won(self) -> None:
        """Raise ``ConcurrentChange`` when a part has lost its race, whoever has caught it."""
        if self._lost is not None:
            raise self._lost

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        if exclusive:
            raise ValueError("the transaction is open already, beside others")
        self.require_won()
        try:
            async with self._tx.savepoint():
                yield self._tx
        except ConcurrentChange as lost:
            self._lost = lost
            raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        yield self._tx.looking
