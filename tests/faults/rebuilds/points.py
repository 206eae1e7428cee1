"""The points at which a rebuild dies: its transactions and its report are wrapped, it knows nothing of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from application.leads.commands import OwnerCommand
from application.ports.projection_versions import VersionState
from application.ports.transaction import Transaction
from application.projections.build import VersionBuilding
from application.projections.progress import Phase, Progress, nobody
from application.projections.registry import SCHEDULED_REMINDERS
from entrypoints.bootstrap import App
from tests.faults.crash_table.points import DeadlyTransactions, die
from tests.faults.rebuilds.scene import OWNERS

BATCH = 40
"""Two leads at work have so many events, and six reminders."""
FORMER, IN_USE, NEXT = 0, 1, 2
"""Versions: one from before, one in use, and the one that the rebuild makes."""

States = Mapping[int, VersionState]
NOTHING_NEW = {FORMER: VersionState.PREVIOUS, IN_USE: VersionState.ACTIVE}
BEGUN = {**NOTHING_NEW, NEXT: VersionState.BUILDING}
SWAPPED = {FORMER: VersionState.RETIRED, IN_USE: VersionState.PREVIOUS, NEXT: VersionState.ACTIVE}


@dataclass(frozen=True, slots=True)
class Point:
    """At the first write that brings about the ``moment``, or when the versions are compared. It ``leaves`` versions in
    these states, and of the events there are to fold so many are ``folded`` for good; None is all of them. Those not
    tried ``every_time`` are left to the long tests."""

    name: str
    moment: Callable[[Transaction], Awaitable[bool]] | None
    leaves: States
    folded: int | None
    before_commit: bool = False
    every_time: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether something is left for the next rebuild to go on with."""
        return self.leaves == BEGUN


async def rebuild_dying_at(point: Point, app: App) -> None:
    """Of one read model. When there is something to catch up, an owner has reopened a step since it was begun."""
    if point.moment is not _begun:
        await VersionBuilding(app.database, app.clock, BATCH).begin(SCHEDULED_REMINDERS)
        await _reopen_a_step(app)
    deadly = DeadlyTransactions(app.database, point.moment or _never, point.before_commit)
    report = nobody if point.moment else _die_comparing
    await replace(app.rebuild, transactions=deadly, batch=BATCH).rebuild(SCHEDULED_REMINDERS, report)


async def _reopen_a_step(app: App) -> None:
    async with app.database.read() as tx:
        [lead_id, *_] = await tx.reminders.leads_waiting(OWNERS[0])
    await app.commands.mark_step(OwnerCommand(OWNERS[0], lead_id, str(uuid4())), 1, 1, done=False)


def _die_comparing(progress: Progress) -> None:
    if progress.phase is Phase.COMPARING:
        die()


async def _never(tx: Transaction) -> bool:
    return False


async def _begun(tx: Transaction) -> bool:
    return await _states(tx) == BEGUN


async def _has_two_batches(tx: Transaction) -> bool:
    return await _begun(tx) and await SCHEDULED_REMINDERS.version(NEXT).table(tx).size() == 12


async def _caught_up(tx: Transaction) -> bool:
    return any(
        one.state is VersionState.BUILDING and one.position > one.until
        for one in await tx.versions.of(SCHEDULED_REMINDERS.name)
    )


async def _swapped(tx: Transaction) -> bool:
    return await _states(tx) == SWAPPED


async def _emptied(tx: Transaction) -> bool:
    return await _swapped(tx) and await SCHEDULED_REMINDERS.version(FORMER).table(tx).size() == 0


async def _dropped(tx: Transaction) -> bool:
    return FORMER not in await _states(tx)


async def _states(tx: Transaction) -> States:
    return {one.number: one.state for one in await tx.versions.of(SCHEDULED_REMINDERS.name)}


POINTS = (
    Point("before the new table is committed", _begun, NOTHING_NEW, folded=0, before_commit=True),
    Point("after the new table is committed", _begun, BEGUN, folded=0),
    Point("in the middle of a batch", _has_two_batches, BEGUN, folded=BATCH, before_commit=True, every_time=True),
    Point("between two batches", _has_two_batches, BEGUN, folded=2 * BATCH),
    Point("while catching up", _caught_up, BEGUN, folded=None, before_commit=True),
    Point("when it has caught up", _caught_up, BEGUN, folded=None),
    Point("while comparing", None, BEGUN, folded=None),
    Point("just before the swap is committed", _swapped, BEGUN, folded=None, before_commit=True, every_time=True),
    Point("just after the swap, before the former version is dropped", _swapped, SWAPPED, folded=0),
    Point("when the former version is emptied", _emptied, SWAPPED, folded=0),
    Point("just before the former version is gone", _dropped, SWAPPED, folded=0, before_commit=True),
)
"""In the order of time."""
