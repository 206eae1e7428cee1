"""What waits in the outbox and what became of it, for operators."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.delivery import Entry, EntryState
from application.ports.transaction import Transactions


@dataclass(frozen=True, slots=True)
class OutboxQueries:
    transactions: Transactions

    async def select(self, *, state: EntryState | None, limit: int) -> Sequence[Entry]:
        """The newest first."""
        async with self.transactions.read() as tx:
            return await tx.outbox.select(state=state, limit=limit)

    async def count_by_state(self) -> Mapping[EntryState, int]:
        async with self.transactions.read() as tx:
            return await tx.outbox.count_by_state()

    async def get(self, entry_id: int) -> Entry:
        """Raises ``EntryNotFound``."""
        async with self.transactions.read() as tx:
            return await tx.outbox.get(entry_id)
