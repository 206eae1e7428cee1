"""A version of a read model takes the place of the one in use, in one short transaction."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from application.errors import ConcurrentChange, ReadersInTheWay
from application.ports.clock import Clock
from application.ports.projection_versions import Version, VersionState
from application.ports.transaction import Transaction, Transactions
from application.projections import Projection
from application.rebuild_progress import Phase, Progress, Report
from application.version_building import VersionBuilding
from application.version_dropping import drop_version

PATIENCE = timedelta(minutes=5)
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 5.0
"""Between two tries, growing: each one holds newcomers up for a moment."""


@dataclass(frozen=True, slots=True)
class VersionSwap:
    transactions: Transactions
    clock: Clock
    building: VersionBuilding

    async def swap(self, projection: Projection, version: Version, report: Report) -> int:
        """Gives the position at which the version came into use. The one that was in use is kept as the previous one;
        an older previous one is dropped. Raises ``ReadersInTheWay``, ``EventNotFolded``."""
        gives_up_at, pause_s = self.clock.monotonic() + PATIENCE.total_seconds(), SHORTEST_PAUSE_S
        while True:
            report(Progress(projection.name, Phase.SWAPPING, 0, 1, version.position, version.position))
            try:
                position = await self._exchange(projection, version)
            except ConcurrentChange as error:
                if self.clock.monotonic() >= gives_up_at:
                    raise ReadersInTheWay(projection.name) from error
                await self.clock.sleep(timedelta(seconds=random.uniform(pause_s / 2, pause_s)))
                pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
                version = await self.building.catch_up(projection, version, report)
            else:
                report(Progress(projection.name, Phase.SWAPPING, 1, 1, position, position))
                await self._drop_retired(projection)
                return position

    async def _exchange(self, projection: Projection, version: Version) -> int:
        async with self.transactions.write(alone=True) as tx:
            known = await tx.versions.of(projection.name)
            in_use = await _in_use(tx, projection, known)
            head = await self._finish(tx, projection, version)
            await projection.table(tx).give_way(to=version.number, kept_as=in_use.number)
            for one in known:
                if one.state is VersionState.PREVIOUS and one.number != version.number:
                    await tx.versions.change(one, replace(one, state=VersionState.RETIRED))
            await tx.versions.change(version, replace(version, state=VersionState.ACTIVE, position=head))
            position = await tx.positions.get(projection.name)
            await tx.versions.change(in_use, replace(in_use, state=VersionState.PREVIOUS, position=position))
            await tx.positions.advance(projection.name, head)
        return head

    async def _finish(self, tx: Transaction, projection: Projection, version: Version) -> int:
        """The last few events, while nobody adds to them."""
        head, position = await tx.log.head(), version.position
        while position < head:
            changed = await tx.histories.changed(projection.subject.part, after=position, events=self.building.batch)
            await projection.version(version.number).put(tx, projection.states(changed.histories))
            position = changed.until
        return head

    async def _drop_retired(self, projection: Projection) -> None:
        """After the swap, which nobody should wait for longer than must be."""
        async with self.transactions.read() as tx:
            known = await tx.versions.of(projection.name)
        for one in known:
            if one.state is VersionState.RETIRED:
                await drop_version(self.transactions, self.clock, projection, one)


async def _in_use(tx: Transaction, projection: Projection, known: Sequence[Version]) -> Version:
    for one in known:
        if one.state is VersionState.ACTIVE:
            return one
    first = Version(projection.name, 0, VersionState.ACTIVE)
    await tx.versions.add(first)
    return first
