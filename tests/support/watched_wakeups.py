"""A commit that brings work to a loop must wake it: this is checked for every use case.

Counts the transactions too.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.memory.database import MemoryTransactions
from application.ports.clock import Clock
from application.ports.transaction import Transaction
from application.ports.work import Work

NEVER = datetime.max.replace(tzinfo=UTC)
MANY = 1000


@dataclass(slots=True)
class WatchedWakeups:
    """Implements the ``Transactions`` port for use cases; what a test writes to set a scene goes past it."""

    inner: MemoryTransactions
    clock: Clock
    reads: int = 0
    writes: int = 0

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        self.writes += 1
        async with self.inner.write(exclusive=exclusive) as tx:
            before = await self._to_do(tx)
            yield tx
            after = await self._to_do(tx)
            unsaid = {work for work in after if after[work] < before[work]} - tx.woken
            assert not unsaid, f"work that no wakeup has named: {unsaid}"

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        self.reads += 1
        return self.inner.read()

    async def _to_do(self, tx: Transaction) -> Mapping[Work, tuple[datetime, int]]:
        """When each loop has something to do, and the less the second number is, the more there is of it."""
        now = self.clock.now()
        return {
            Work.UPDATES: (NEVER, -(await tx.inbox.backlog()).updates),
            Work.PLANS: (NEVER, -len(await tx.leads.without_plan(limit=MANY))),
            Work.REMINDERS: (await tx.reminders.next_due_at() or NEVER, 0),
            Work.FOLLOW_UPS: (await tx.quiet_leads.next_at(now) or NEVER, 0),
            Work.MESSAGES: (await tx.outbox.next_due_at(now) or NEVER, 0),
        }
