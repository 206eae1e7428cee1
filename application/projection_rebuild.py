"""Read models computed anew from the log, and compared with it. Nothing here can send: it is handed no messenger."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.errors import UnreadableRow
from application.ports.transaction import Transaction, Transactions
from application.projections import PROJECTIONS, Difference, Projection
from domain.lead_state import LeadState, fold


@dataclass(frozen=True, slots=True)
class ProjectionStatus:
    """``position`` is where the read model is, ``head`` where the log is."""

    name: str
    position: int
    head: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    name: str
    position: int
    leads: int
    rows: int


@dataclass(frozen=True, slots=True)
class Verified:
    """Compared at ``position`` with the fold of ``leads`` leads."""

    name: str
    position: int
    head: int
    leads: int
    differences: Sequence[Difference]

    @property
    def holds(self) -> bool:
        return not self.differences and self.position == self.head


@dataclass(frozen=True, slots=True)
class ProjectionRebuild:
    """``batch`` is how many leads are folded at a time: memory does not grow with the log."""

    transactions: Transactions
    projections: Sequence[Projection] = PROJECTIONS
    batch: int = 200

    async def status(self) -> Sequence[ProjectionStatus]:
        async with self.transactions.read() as tx:
            head = await tx.log.head()
            return [ProjectionStatus(p.name, await tx.positions.get(p.name), head) for p in self.projections]

    async def rebuild(self, projection: Projection) -> Rebuilt:
        """In one transaction: readers see the old rows until it commits, writers wait."""
        async with self.transactions.write(alone=True) as tx:
            until = await tx.log.head()
            await projection.clear(tx)
            leads = rows = 0
            async for states in self._states(tx, until):
                leads += len(states)
                rows += await projection.add(tx, states)
            await tx.positions.advance(projection.name, until)
        return Rebuilt(projection.name, until, leads, rows)

    async def verify(self, projection: Projection) -> Verified:
        """Folds the log again and compares row by row, in one snapshot. Changes nothing."""
        async with self.transactions.read() as tx:
            position, head = await tx.positions.get(projection.name), await tx.log.head()
            unknown, differences = await self._leads_with_rows(tx, projection)
            leads = 0
            async for states in self._states(tx, position):
                ids = [state.lead_id for state in states]
                differences += await projection.differences(tx, ids, states)
                leads, unknown = leads + len(ids), unknown - set(ids)
            differences += await projection.differences(tx, sorted(unknown), [])
        return Verified(projection.name, position, head, leads, differences)

    async def _leads_with_rows(self, tx: Transaction, projection: Projection) -> tuple[set[UUID], list[Difference]]:
        try:
            return await projection.lead_ids(tx), []
        except UnreadableRow:
            return set(), [Difference(projection.name, "unreadable", "a row whose lead_id is none")]

    async def _states(self, tx: Transaction, until: int) -> AsyncIterator[Sequence[LeadState]]:
        after: UUID | None = None
        while histories := await tx.log.histories(after=after, until=until, limit=self.batch):
            states = [fold(history) for history in histories]
            yield states
            after = states[-1].lead_id
