"""Which bots the database knows, and which of them a program does not serve."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from application.ports.bots import KnownBot
from application.ports.transaction import Transactions


@dataclass(frozen=True, slots=True)
class BotQueries:
    transactions: Transactions

    async def all(self) -> Sequence[KnownBot]:
        """In the order of their ids."""
        async with self.transactions.read() as tx:
            return await tx.bots.all()

    async def of_owner(self, owner_id: int) -> Sequence[int]:
        """Those that the owner has an account or leads with, in their order."""
        async with self.transactions.read() as tx:
            return await tx.bots.of_owner(owner_id)

    async def others(self, served: Collection[int]) -> Sequence[KnownBot]:
        """With something in the database, and not ``served``."""
        return [one for one in await self.all() if one.bot_id not in served and one.holds_something]

    async def are_new(self, served: Collection[int]) -> bool:
        """Whether the database holds nothing of the bots ``served``."""
        return not any(one.holds_something for one in await self.all() if one.bot_id in served)
