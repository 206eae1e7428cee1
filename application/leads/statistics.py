"""Statistics of owners' leads, by playbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from application.ports.clock import Clock
from application.ports.transaction import Transactions
from application.read_models.owner_statistics import PlaybookTally, Tally


@dataclass(frozen=True, slots=True)
class Statistics:
    """``playbooks`` are in the order of their names; ``total`` is their sum: a lead has only one playbook."""

    playbooks: Sequence[PlaybookTally]
    total: Tally


@dataclass(frozen=True, slots=True)
class StatisticsQueries:
    transactions: Transactions
    clock: Clock

    async def of_owner(self, owner_id: int) -> Statistics:
        playbooks = await self.for_operator(owner_id=owner_id)
        return Statistics(playbooks, sum((playbook.tally for playbook in playbooks), Tally()))

    async def for_operator(self, *, owner_id: int | None) -> Sequence[PlaybookTally]:
        """Of all owners for None, in the order of bot, owner and playbook."""
        async with self.transactions.read() as tx:
            tallies = await tx.owner_statistics.tallies(self.clock.now(), owner_id=owner_id)
        return sorted(tallies, key=attrgetter("bot_id", "owner_id", "playbook"))
