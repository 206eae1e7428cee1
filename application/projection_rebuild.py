"""Read models computed anew from the log, and compared with it. Nothing here can send: it is handed no messenger."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from application.errors import UnreadableRow
from application.ports.transaction import Transaction, Transactions
from application.projections import PROJECTIONS, Difference, Projection


@dataclass(frozen=True, slots=True)
class ProjectionStatus:
    """``position`` is where the read model is, ``head`` where the log is."""

    name: str
    position: int
    head: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    name: str
    of: str
    position: int
    subjects: int
    rows: int


@dataclass(frozen=True, slots=True)
class Verified:
    """Compared at ``position`` with the fold of so many ``subjects``, ``of`` which there are leads and accounts."""

    name: str
    of: str
    position: int
    head: int
    subjects: int
    differences: Sequence[Difference]

    @property
    def holds(self) -> bool:
        return not self.differences and self.position == self.head


@dataclass(frozen=True, slots=True)
class ProjectionRebuild:
    """``batch`` is how many subjects are folded at a time: memory does not grow with the log."""

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
            subjects = rows = 0
            async for states in self._states(tx, projection, until):
                subjects += len(states)
                rows += await projection.add(tx, states)
            await tx.positions.advance(projection.name, until)
        return Rebuilt(projection.name, projection.subject.name, until, subjects, rows)

    async def catch_up(self) -> Sequence[Rebuilt]:
        """Computes those that are behind the log: it is older than they are, or an older program has written to it."""
        behind = {one.name for one in await self.status() if one.position < one.head}
        return [await self.rebuild(projection) for projection in self.projections if projection.name in behind]

    async def verify(self, projection: Projection) -> Verified:
        """Folds the log again and compares row by row, in one snapshot. Changes nothing."""
        async with self.transactions.read() as tx:
            position, head = await tx.positions.get(projection.name), await tx.log.head()
            unknown, differences = await self._with_rows(tx, projection)
            subjects = 0
            async for states in self._states(tx, projection, position):
                ids = [projection.subject.id_of(state) for state in states]
                differences += await projection.differences(tx, ids, states)
                subjects, unknown = subjects + len(ids), unknown - set(ids)
            differences += await projection.differences(tx, sorted(unknown), [])
        return Verified(projection.name, projection.subject.name, position, head, subjects, differences)

    async def _with_rows(self, tx: Transaction, projection: Projection) -> tuple[set[UUID], list[Difference]]:
        try:
            return await projection.subject_ids(tx), []
        except UnreadableRow:
            return set(), [Difference(projection.name, "unreadable", "a row of nobody")]

    async def _states(self, tx: Transaction, projection: Projection, until: int) -> AsyncIterator[Sequence[Any]]:
        after: UUID | None = None
        while states := await projection.subject.states(tx, after=after, until=until, limit=self.batch):
            yield states
            after = projection.subject.id_of(states[-1])
