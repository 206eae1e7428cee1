"""Read models compared with the log: how far each is, and whether its rows are what the log folds to."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from application.ports.read_models import Span
from application.ports.transaction import Transaction, Transactions
from application.projections.comparison import Comparison, Difference, differences_in
from application.projections.digest import ReplayDigest
from application.projections.registry import PROJECTIONS, Projection


@dataclass(frozen=True, slots=True)
class ProjectionStatus:
    """``position`` is where the read model is, ``head`` where the log is."""

    name: str
    position: int
    head: int


@dataclass(frozen=True, slots=True)
class Verified:
    """Compared at ``position`` with the fold of so many ``aggregates``. ``digest`` is of the rows that the log folds
    to: replaying the same log again gives the same."""

    name: str
    category: str
    position: int
    head: int
    aggregates: int
    comparison: Comparison
    digest: str

    @property
    def differences(self) -> Sequence[Difference]:
        return self.comparison.differences

    @property
    def holds(self) -> bool:
        return not self.comparison.count and self.position == self.head


@dataclass(frozen=True, slots=True)
class ProjectionVerification:
    """``batch`` is about how many events are folded at a time: memory does not grow with the log."""

    transactions: Transactions
    projections: Sequence[Projection] = PROJECTIONS
    batch: int = 2000

    async def status(self) -> Sequence[ProjectionStatus]:
        async with self.transactions.read() as tx:
            head = await tx.log.head()
            return [ProjectionStatus(p.name, await tx.positions.get(p.name), head) for p in self.projections]

    async def verify(self, projection: Projection) -> Verified:
        """Fold the log again and compare row by row, in one snapshot. Raise ``EventNotFolded``."""
        async with self.transactions.read() as tx:
            position, head = await tx.positions.get(projection.name), await tx.log.head()
            count, comparison, digest = 0, Comparison(), ReplayDigest()
            async for states, span in self._folded(tx, projection, position):
                rows = projection.rows_of(states)
                digest.add(rows)
                comparison = comparison.with_more(await differences_in(tx, projection, span, rows))
                count += len(states)
        return Verified(
            projection.name, projection.aggregate_type.category, position, head, count, comparison, digest.hex
        )

    async def _folded(
        self, tx: Transaction, projection: Projection, until: int
    ) -> AsyncIterator[tuple[Sequence[Any], Span]]:
        """The spans follow each other without a gap, from the first id there can be to the last."""
        after: UUID | None = None
        is_last = False
        while not is_last:
            batch = await tx.histories.batch(
                projection.aggregate_type.category, after=after, until=until, events=self.batch
            )
            states, is_last = projection.states(batch.histories), batch.is_last
            upto = None if is_last else projection.aggregate_type.id_of(states[-1])
            yield states, Span(after, upto)
            after = upto
