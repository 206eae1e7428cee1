"""What is done once, whichever update asks for it first."""

from dataclasses import dataclass

from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.transactions import run_in_transaction


@dataclass(frozen=True, slots=True)
class Once:
    transactions: Transactions
    clock: Clock

    async def is_first(self, name: str) -> bool:
        """True the first time that it is asked about ``name``, for all time."""

        async def work(tx: Transaction) -> bool:
            return await tx.commands.remember(name, at=self.clock.now())

        return await run_in_transaction(self.transactions, work)
