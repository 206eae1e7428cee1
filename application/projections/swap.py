"""Comparing a shadow table with the table in use, and putting it in its place."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.errors import ConcurrentChange, ReadersInTheWay
from application.ports.clock import Clock
from application.ports.read_models import Row, Span
from application.ports.shadow_tables import ShadowTable
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.projections.build import ShadowBuild
from application.projections.comparison import Comparison, differences_in
from application.projections.progress import Phase, Progress, Report
from application.projections.registry import Projection

AGGREGATES = 500
"""So many are compared at a time."""


@dataclass(frozen=True, slots=True)
class Compared:
    """With so many ``rows`` of the shadow table: what the table in use has too little, too much or wrong."""

    rows: int
    comparison: Comparison


async def compare_with_shadow(
    transactions: Transactions, projection: Projection, shadow: ShadowTable, report: Report
) -> Compared:
    """In one snapshot. Subjects that the shadow table is not up to are compared by their fold.

    Raises ``EventNotFolded``."""
    async with transactions.read() as tx:
        head, size = await tx.log.head(), await projection.shadow.rebuildable(tx).size()
        late = await _late_rows(tx, projection, shadow, head)
        span, rows, comparison = Span(), 0, Comparison()
        while True:
            upto = await _bound(tx, projection, span.upto)
            span = Span(span.upto, upto)
            wanted = await _wanted(tx, projection, span, late)
            comparison = comparison.with_more(await differences_in(tx, projection, span, wanted))
            rows += len(wanted)
            report(Progress(projection.name, Phase.COMPARING, rows, max(size, rows), head, head))
            if upto is None:
                return Compared(rows, comparison)


async def _late_rows(
    tx: Transaction, projection: Projection, shadow: ShadowTable, head: int
) -> Mapping[UUID, Sequence[Row]]:
    """Few, since the shadow table has just caught up."""
    late: dict[UUID, Sequence[Row]] = {}
    position = shadow.position
    while position < head:
        changed = await tx.histories.changed(projection.subject.part, after=position, events=AGGREGATES)
        late |= {projection.subject.id_of(one): projection.rows(one) for one in projection.states(changed.histories)}
        position = changed.until
    return late


async def _bound(tx: Transaction, projection: Projection, after: UUID | None) -> UUID | None:
    """Neither of the two has many more subjects up to there; None when both have few left."""
    tables = projection.rebuildable(tx), projection.shadow.rebuildable(tx)
    bounds = [await table.bound(after=after, subjects=AGGREGATES) for table in tables]
    return min((bound for bound in bounds if bound is not None), default=None)


async def _wanted(
    tx: Transaction, projection: Projection, span: Span, late: Mapping[UUID, Sequence[Row]]
) -> Sequence[Row]:
    table = projection.shadow.rebuildable(tx)
    wanted = [row for row in await table.rows_in(span) if table.aggregate_id_of(row) not in late]
    return wanted + [row for one, rows in late.items() if one in span for row in rows]


PATIENCE = timedelta(minutes=5)
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 5.0
"""Between two tries, growing: each one holds newcomers up for a moment."""


@dataclass(frozen=True, slots=True)
class ShadowSwap:
    transactions: Transactions
    clock: Clock
    building: ShadowBuild

    async def swap(self, projection: Projection, shadow: ShadowTable, report: Report) -> int:
        """Gives the position at which it came into use. The table that was in use is dropped with the swap.

        Raises ``ReadersInTheWay``, ``EventNotFolded``."""
        gives_up_at, pause_s = self.clock.monotonic() + PATIENCE.total_seconds(), SHORTEST_PAUSE_S
        while True:
            report(Progress(projection.name, Phase.SWAPPING, 0, 1, shadow.position, shadow.position))
            try:
                position = await self._swap(projection, shadow)
            except ConcurrentChange as error:
                if self.clock.monotonic() >= gives_up_at:
                    raise ReadersInTheWay(projection.name) from error
                await self.clock.sleep(timedelta(seconds=random.uniform(pause_s / 2, pause_s)))
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
                shadow = await self.building.catch_up(projection, shadow, report)
            else:
                report(Progress(projection.name, Phase.SWAPPING, 1, 1, position, position))
                return position

    async def _swap(self, projection: Projection, shadow: ShadowTable) -> int:
        async with self.transactions.write(exclusive=True) as tx:
            head = await self._finish(tx, projection, shadow)
            await tx.shadows.remove(shadow)
            await projection.rebuildable(tx).swap()
            await tx.positions.advance(projection.name, head)
            tx.wake(Work.PLANS, Work.REMINDERS, Work.FOLLOW_UPS)  # the new rows may say what the old ones did not
        return head

    async def _finish(self, tx: Transaction, projection: Projection, shadow: ShadowTable) -> int:
        """The last few events, while nobody adds to them."""
        head, position = await tx.log.head(), shadow.position
        while position < head:
            changed = await tx.histories.changed(projection.subject.part, after=position, events=self.building.batch)
            await projection.shadow.put(tx, projection.states(changed.histories))
            position = changed.until
        return head
