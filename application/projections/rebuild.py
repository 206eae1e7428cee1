"""Read models computed anew from the log while the program goes on. Nothing here can send: it has no messenger."""

import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta

from application.errors import ReadersInTheWay, RebuildUnderWay, UnreadableEvent
from application.ports.clock import Clock
from application.ports.shadow_tables import RebuildLock, ShadowTable
from application.ports.transaction import Transactions
from application.projections.build import ShadowBuild
from application.projections.comparison import Comparison
from application.projections.progress import Report, no_report
from application.projections.registry import PROJECTIONS, Projection
from application.projections.swap import ShadowSwap, compare_with_shadow
from application.projections.verification import ProjectionVerification

log = logging.getLogger(__name__)

LOOK_AGAIN_AFTER = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """In use since ``position`` is a table with so many ``rows``; ``mended`` is what was wrong in the table before."""

    name: str
    category: str
    position: int
    rows: int
    mended: Comparison


class NullLock:
    """The lock of a database that no other program can have open."""

    def hold(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


@dataclass(frozen=True, slots=True)
class ProjectionRebuild:
    """``batch`` is about how many events are folded at a time: memory does not grow with the log."""

    transactions: Transactions
    clock: Clock
    lock: RebuildLock
    projections: Sequence[Projection] = PROJECTIONS
    batch: int = 2000

    async def rebuild(self, projection: Projection, report: Report = no_report) -> Rebuilt:
        """Go on where a rebuild by the same fold was interrupted. Readers see the old rows or the new rows.

        Raise ``RebuildUnderWay``, ``EventNotFolded``, ``ReadersInTheWay``; the shadow table is kept as it is then."""
        async with self.lock.hold():
            return await self._rebuild(projection, report)

    async def catch_up(self) -> Sequence[Rebuilt]:
        """Compute read models that are behind the log: it is older than they are, or an older program wrote to it.

        Wait for another program that computes them just now. A read model that cannot be computed stays behind, which
        is reported, here and by ``health``."""
        while behind := await self._behind():
            try:
                async with self.lock.hold():
                    return [one for projection in await self._behind() if (one := await self._mended(projection))]
            except RebuildUnderWay:
                log.info("read models are being computed by another program; waiting", extra={"behind": len(behind)})
                await self.clock.sleep(LOOK_AGAIN_AFTER)
        return []

    async def unfinished(self) -> Sequence[ShadowTable]:
        """Shadow tables of rebuilds that are in progress, or were interrupted."""
        async with self.transactions.read() as tx:
            shadows = [await tx.shadows.get(projection.name) for projection in self.projections]
        return [shadow for shadow in shadows if shadow is not None]

    async def _mended(self, projection: Projection) -> Rebuilt | None:
        """None when it stays behind: an event that cannot be folded must not keep the program from starting."""
        try:
            return await self._rebuild(projection, no_report)
        except (UnreadableEvent, ReadersInTheWay) as error:
            log.error("a read model stays behind", extra={"projection": projection.name, "problem": str(error)})
            return None

    async def _rebuild(self, projection: Projection, report: Report) -> Rebuilt:
        building = ShadowBuild(self.transactions, self.clock, self.batch)
        shadow = await building.begin(projection)
        shadow = await building.fold(projection, shadow, report)
        shadow = await building.catch_up(projection, shadow, report)
        compared = await compare_with_shadow(self.transactions, projection, shadow, report)
        shadow = await building.catch_up(projection, shadow, report)
        await building.analyze(projection)
        position = await ShadowSwap(self.transactions, self.clock, building).swap(projection, shadow, report)
        return Rebuilt(
            projection.name, projection.aggregate_type.category, position, compared.rows, compared.comparison
        )

    async def _behind(self) -> Sequence[Projection]:
        status = await ProjectionVerification(self.transactions, self.projections).status()
        behind = {read_model.name for read_model in status if read_model.position < read_model.head}
        return [projection for projection in self.projections if projection.name in behind]
