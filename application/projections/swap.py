"""Comparing a shadow table with the table in use, and putting it in its place."""

import random
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
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
    """``rows`` of the shadow table, and how the table in use differs from them."""

    rows: int
    comparison: Comparison


async def compare_with_shadow(
    transactions: Transactions, projection: Projection, shadow: ShadowTable, report: Report
) -> Compared:
    """In one snapshot. Aggregates with events past the shadow table's position are compared by their fold.

    Raise ``EventNotFolded``."""
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
    async for states in _changed(tx, projection, shadow.position, head, events=AGGREGATES):
        late |= zip(projection.ids_of(states), map(projection.rows, states), strict=True)
    return late


async def _changed(
    tx: Transaction, projection: Projection, after: int, until: int, *, events: int
) -> AsyncIterator[Sequence[Any]]:
    """States of aggregates with an event past position ``after``, about so many ``events`` at a time."""
    while after < until:
        changed = await tx.histories.changed(projection.aggregate_type.category, after=after, events=events)
        after = changed.until
        yield projection.states(changed.histories)


async def _bound(tx: Transaction, projection: Projection, after: UUID | None) -> UUID | None:
    """Up to there neither table has many more aggregates; None when both have few left."""
    tables = projection.rebuildable(tx), projection.shadow.rebuildable(tx)
    bounds = [await table.bound(after=after, subjects=AGGREGATES) for table in tables]
    return min((bound for bound in bounds if bound is not None), default=None)


async def _wanted(
    tx: Transaction, projection: Projection, span: Span, late: Mapping[UUID, Sequence[Row]]
) -> Sequence[Row]:
    table = projection.shadow.rebuildable(tx)
    wanted = [row for row in await table.rows_in(span) if table.aggregate_id_of(row) not in late]
    return wanted + [row for aggregate_id, rows in late.items() if aggregate_id in span for row in rows]


PATIENCE = timedelta(minutes=5)
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 5.0
"""Between two tries, growing: each try makes new transactions wait for a moment."""


@dataclass(frozen=True, slots=True)
class ShadowSwap:
    transactions: Transactions
    clock: Clock
    building: ShadowBuild

    async def swap(self, projection: Projection, shadow: ShadowTable, report: Report) -> int:
        """Return the position at which it came into use. The table that was in use is dropped with the swap.

        Raise ``ReadersInTheWay``, ``EventNotFolded``."""
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
            head = await tx.log.head()
            async for states in _changed(tx, projection, shadow.position, head, events=self.building.batch):
                await projection.shadow.put(tx, states)  # the last few: in an exclusive transaction none follow
            await tx.shadows.remove(shadow)
            await projection.rebuildable(tx).swap()
            await tx.positions.advance(projection.name, head)
            tx.wake(Work.PLANS, Work.REMINDERS, Work.FOLLOW_UPS)  # there may be work that the old rows did not show
        return head
