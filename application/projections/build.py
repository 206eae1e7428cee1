"""Computing a read model from the log into a shadow table, batch by batch."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import domain
from application.ports.clock import Clock
from application.ports.histories import Category
from application.ports.shadow_tables import ShadowTable
from application.ports.transaction import Transaction, Transactions
from application.projections.progress import Phase, Progress, Report
from application.projections.registry import Projection
from application.transactions import run_in_transaction

FEW = 20
"""So many events may be left for the swap, which keeps all others from writing."""


@dataclass(frozen=True, slots=True)
class ShadowBuild:
    """``batch`` is about how many events are folded at a time. Reading and folding lock nothing; the rows of a batch
    are written in one short transaction, together with how far the shadow table is."""

    transactions: Transactions
    clock: Clock
    batch: int

    async def begin(self, projection: Projection) -> ShadowTable:
        """Go on with a shadow table that was begun by the same fold; drop one that another fold has begun."""
        fold, now = fold_of(projection), self.clock.now()

        async def work(tx: Transaction) -> ShadowTable:
            known, table = await tx.shadows.get(projection.name), projection.shadow.rebuildable(tx)
            if known is not None and known.fold == fold:
                return known
            if known is not None:
                await tx.shadows.remove(known)  # first: an erasure that is at its rows has it locked
                await table.drop()
            shadow = ShadowTable(projection.name, fold, until=await tx.log.head(), started_at=now)
            await table.create()
            await tx.shadows.add(shadow)
            return shadow

        return await run_in_transaction(self.transactions, work)

    async def fold(self, projection: Projection, shadow: ShadowTable, report: Report) -> ShadowTable:
        """One aggregate after the other, in the order of their ids. Raise ``EventNotFolded``; earlier rows stay."""
        category = projection.aggregate_type.category
        async with self.transactions.read() as tx:
            total = await tx.histories.count(category, until=shadow.until, upto=None)
            done = await tx.histories.count(category, until=shadow.until, upto=shadow.after) if shadow.after else 0
        is_over = shadow.position > 0
        while not is_over:
            async with self.transactions.read() as tx:
                head = await tx.log.head()
                batch = await tx.histories.batch(category, after=shadow.after, until=shadow.until, events=self.batch)
            states, is_over = projection.states(batch.histories), batch.is_last
            report(Progress(projection.name, Phase.FOLDING, done, total, shadow.until, head))
            after = projection.aggregate_type.id_of(states[-1]) if states else shadow.after
            further = replace(shadow, after=after, position=shadow.until if is_over else 0)
            shadow = await self._write(projection, shadow, further, states)
            done += sum(map(len, batch.histories))
            report(Progress(projection.name, Phase.FOLDING, done, total, shadow.until, head))
        return shadow

    async def catch_up(self, projection: Projection, shadow: ShadowTable, report: Report) -> ShadowTable:
        """Fold aggregates with newer events anew, until few such events are left. Raise ``EventNotFolded``."""
        category, events, left = projection.aggregate_type.category, max(1, self.batch // 4), FEW + 1
        while left > FEW:
            async with self.transactions.read() as tx:
                head = await tx.log.head()
                changed = await tx.histories.changed(category, after=shadow.position, events=events)
            report(Progress(projection.name, Phase.CATCHING_UP, shadow.position, head, head, head))
            if changed.until > shadow.position:
                states = projection.states(changed.histories)
                shadow = await self._write(projection, shadow, replace(shadow, position=changed.until), states)
            left = head - shadow.position
        return shadow

    async def analyze(self, projection: Projection) -> None:
        """Before it comes into use: a database looks by itself only at tables that are in use."""
        async with self.transactions.write() as tx:
            await projection.shadow.rebuildable(tx).analyze()

    async def _write(
        self, projection: Projection, shadow: ShadowTable, further: ShadowTable, states: Sequence[Any]
    ) -> ShadowTable:
        async def work(tx: Transaction) -> ShadowTable:
            await tx.shadows.change(shadow, further)
            table, kept = projection.shadow.table(tx), await _without_erased(tx, projection, states)
            if shadow.position == 0:  # none of them has a row yet
                await table.add(projection.rows_of(kept))
            else:
                await table.put(projection.ids_of(states), projection.rows_of(kept))
            return further

        return await run_in_transaction(self.transactions, work)


async def _without_erased(tx: Transaction, projection: Projection, states: Sequence[Any]) -> Sequence[Any]:
    """They were folded before this transaction began: a lead that was erased meanwhile must not come back. The
    shadow's row is locked by now, and an erasure locks it too, so none comes in between."""
    if projection.aggregate_type.category is Category.ACCOUNTS:
        return states
    gone = await tx.keys.gone(projection.ids_of(states))
    return [state for state in states if projection.aggregate_type.id_of(state) not in gone]


def fold_of(projection: Projection) -> str:
    """64 hexadecimal digits: of everything in ``domain``, and of the module that has the row and its columns."""
    return sha256(of_domain() + Path(inspect.getfile(projection.rows)).read_bytes()).hexdigest()


@cache
def of_domain() -> bytes:
    rooms = [Path(folder) for folder in domain.__path__]
    digest = sha256()
    for file in sorted(file for room in rooms for file in room.rglob("*.py")):
        digest.update(file.name.encode() + b"\n" + file.read_bytes())
    return digest.digest()
