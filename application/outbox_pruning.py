"""Operators have the outbox forget what ended long ago; the unique keys, which hold for all time, stay."""

from dataclasses import dataclass
from datetime import datetime

from application.operator_request import Mandate
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.transactions import in_one_transaction


@dataclass(frozen=True, slots=True)
class OutboxPruning:
    transactions: Transactions
    clock: Clock

    async def prunable(self, before: datetime) -> int:
        """How many messages ended before then, and would be forgotten."""
        async with self.transactions.read() as tx:
            return await tx.outbox.prunable(before=before)

    async def prune(self, before: datetime, mandate: Mandate) -> int:
        """Forgets them, and how each attempt went; gives how many. Leaves no trail when there were none."""

        async def work(tx: Transaction) -> int:
            now = self.clock.now()
            forgotten = await tx.outbox.prune(before=before, at=now)
            if forgotten:
                details = f"{forgotten} that ended before {before.isoformat()}"
                await tx.operator_actions.add(mandate.action("outbox prune", now, details=details))
            return forgotten

        return await in_one_transaction(self.transactions, work)
