"""The versions of read models that are kept: seen, gone back to, and dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from application.errors import NoPreviousVersion
from application.operator_request import OperatorRequest
from application.ports.projection_versions import RebuildLock, Version, VersionState
from application.ports.transaction import Transaction, Transactions
from application.projections.progress import Report, nobody
from application.projections.rebuild import ProjectionRebuild, Rebuilt
from application.projections.registry import PROJECTIONS, Projection
from application.projections.retire import drop_version


@dataclass(frozen=True, slots=True)
class RolledBack:
    """To ``version``, which knew the log up to ``position`` when it went out of use. A rehearsal has nothing
    ``done``."""

    name: str
    version: int
    instead_of: int
    position: int
    done: Rebuilt | None


@dataclass(frozen=True, slots=True)
class VersionKeeping:
    transactions: Transactions
    lock: RebuildLock
    rebuild: ProjectionRebuild
    projections: Sequence[Projection] = PROJECTIONS

    async def all(self) -> Sequence[Version]:
        """Those in use too, in the order of projections and numbers."""
        async with self.transactions.read() as tx:
            return [one for projection in self.projections for one in await _versions(tx, projection)]

    async def with_previous(self) -> Sequence[Projection]:
        """Those that can be rolled back."""
        known = {one.projection for one in await self.all() if one.state is VersionState.PREVIOUS}
        return [projection for projection in self.projections if projection.name in known]

    async def roll_back(
        self, projection: Projection, request: OperatorRequest, report: Report = nobody, *, dry_run: bool
    ) -> RolledBack:
        """Puts the previous version in use again, brought up to the log; the present one becomes the previous one.
        Who wanted that is in the trail before it is done.

        Raises ``NoPreviousVersion``, and whatever ``ProjectionRebuild.rebuild`` raises."""
        async with self.lock.held():
            by_state = {one.state: one for one in await self.all() if one.projection == projection.name}
            in_use, previous = by_state[VersionState.ACTIVE], by_state.get(VersionState.PREVIOUS)
            if previous is None:
                raise NoPreviousVersion(projection.name)
            if dry_run:
                return RolledBack(projection.name, previous.number, in_use.number, previous.position, None)
            await self._note(request, "projections rollback", f"{projection.name}, version {previous.number}")
            done = await self.rebuild.put_in_use(projection, previous, report)
        return RolledBack(projection.name, previous.number, in_use.number, previous.position, done)

    async def prune(self, request: OperatorRequest, *, dry_run: bool) -> Sequence[Version]:
        """Drops, and gives, all that are not in use: previous ones, and those that were begun and not finished.

        Raises ``RebuildUnderWay``."""
        by_name = {projection.name: projection for projection in self.projections}
        async with self.lock.held():
            unused = [one for one in await self.all() if one.state is not VersionState.ACTIVE]
            if dry_run or not unused:
                return unused
            named = ", ".join(f"{one.projection} {one.number}" for one in unused)
            await self._note(request, "projections prune", named)
            for one in unused:
                await drop_version(self.transactions, self.rebuild.clock, by_name[one.projection], one)
        return unused

    async def _note(self, request: OperatorRequest, command: str, details: str) -> None:
        async with self.transactions.write() as tx:
            await tx.operator_actions.add(request.action(command, self.rebuild.clock.now(), details=details))


async def _versions(tx: Transaction, projection: Projection) -> Sequence[Version]:
    """The one in use is where its read model is; it is the migrations' when nobody has written down another."""
    position = await tx.positions.get(projection.name)
    known = await tx.versions.of(projection.name)
    if not any(one.state is VersionState.ACTIVE for one in known):
        known = [Version(projection.name, 0, VersionState.ACTIVE), *known]
    return [replace(one, position=position) if one.state is VersionState.ACTIVE else one for one in known]
