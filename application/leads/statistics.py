"""How an owner's leads are doing, by playbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.read_models.owner_statistics import PlaybookTally, Tally


@dataclass(frozen=True, slots=True)
class Statistics:
    """``playbooks`` are in the order of their names; ``total`` is their sum: a lead is on one of them only."""

    playbooks: Sequence[PlaybookTally]
    total: Tally


@dataclass(frozen=True, slots=True)
class StatisticsQueries:
    transactions: Transactions
    clock: Clock

    async def of_owner(self, owner_id: int) -> Statistics:
        playbooks = await self._tallies(owner_id)
        return Statistics(playbooks, sum((one.tally for one in playbooks), Tally()))

    async def for_operator(self, *, owner_id: int | None) -> Sequence[PlaybookTally]:
        """Everybody's, or one owner's, in the order of owner and playbook."""
        return await self._tallies(owner_id)

    async def _tallies(self, owner_id: int | None) -> Sequence[PlaybookTally]:
        async with self.transactions.read() as tx:
            tallies = await tx.owner_statistics.tallies(self.clock.now(), owner_id=owner_id)
        return sorted(tallies, key=attrgetter("owner_id", "playbook"))
