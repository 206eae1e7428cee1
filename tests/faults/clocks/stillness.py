"""When nothing more goes on by itself: a clock that counts its sleepers, and a database that counts transactions."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from adapters.memory.manual_clock import ManualClock
from application.ports.transaction import Transaction, Transactions
from application.steadied_clock import SteadiedClock

CALM = 12
"""So many turns of the event loop in a row nothing happened."""
CALM_WITHIN_S = 15


class WatchedClock(ManualClock):
    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self.sleepers = 0
        self.naps = 0

    async def sleep_until(self, at: datetime) -> None:
        with self.counted():
            await super().sleep_until(at)

    @contextmanager
    def counted(self) -> Iterator[None]:
        self.sleepers += 1
        self.naps += 1
        try:
            yield
        finally:
            self.sleepers -= 1


class WatchedSteadiedClock(SteadiedClock):
    """The program's, over the one that a test sets."""

    async def sleep_until(self, at: datetime) -> None:
        assert isinstance(self.clock, WatchedClock)
        with self.clock.counted():
            await super().sleep_until(at)


@dataclass(slots=True)
class WatchedTransactions:
    """Implements the ``Transactions`` port around another one."""

    inner: Transactions
    begun: int = field(default=0)
    open: int = field(default=0)

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        with self:
            async with self.inner.write(exclusive=exclusive) as tx:
                yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        with self:
            async with self.inner.read() as tx:
                yield tx

    def __enter__(self) -> None:
        self.begun += 1
        self.open += 1

    def __exit__(self, *_: object) -> None:
        self.open -= 1


async def stillness(clock: WatchedClock, transactions: WatchedTransactions, *, loops: int) -> None:
    """Return once so many loops have slept for a while, with no transaction open. Raise ``TimeoutError``."""
    async with asyncio.timeout(CALM_WITHIN_S):
        calm, seen = 0, (-1, -1)
        while calm < CALM:
            await asyncio.sleep(0 if calm else 0.001)  # work on SQLite is done by threads
            still = (clock.sleepers, transactions.open) == (loops, 0)
            calm = calm + 1 if still and seen == (clock.naps, transactions.begun) else 0
            seen = clock.naps, transactions.begun
