"""The points at which a rebuild dies: its transactions and its report are wrapped, it knows nothing of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import uuid4

from application.leads.commands import OwnerCommand
from application.ports.transaction import Transaction
from application.projections.build import ShadowBuild
from application.projections.progress import Phase, Progress, no_report
from application.projections.registry import SCHEDULED_REMINDERS
from entrypoints.bootstrap.app import App
from tests.faults.points import InterruptedTransactions, die
from tests.faults.rebuilds.scene import OWNERS
from tests.support.leads import BOT_ID

BATCH = 40
"""Two leads at work have so many events, and six reminders."""


@dataclass(frozen=True, slots=True)
class Point:
    """At the first write that brings about the ``moment``, or when the tables are compared. Whether it ``leaves`` a
    shadow table, and how many events are ``folded`` for good; None for all. A point that is not tried ``every_time``
    is left to the long tests."""

    name: str
    moment: Callable[[Transaction], Awaitable[bool]] | None
    leaves: bool
    folded: int | None
    before_commit: bool = False
    every_time: bool = False


async def rebuild_dying_at(point: Point, app: App) -> None:
    """Of one read model. When there is something to catch up, an owner has reopened a step since it was begun."""
    if point.moment is not _begun:
        await ShadowBuild(app.database, app.clock, BATCH).begin(SCHEDULED_REMINDERS)
        await _reopen_a_step(app)
    deadly = InterruptedTransactions(app.database, point.moment or _never, die, point.before_commit)
    report = no_report if point.moment else _die_comparing
    await replace(app.use.rebuild, transactions=deadly, batch=BATCH).rebuild(SCHEDULED_REMINDERS, report)


async def _reopen_a_step(app: App) -> None:
    async with app.database.read() as tx:
        [lead_id, *_] = await tx.reminders.leads_waiting(OWNERS[0])
    await app.of_bot(BOT_ID).commands.mark_step(OwnerCommand(OWNERS[0], lead_id, str(uuid4())), 1, 1, done=False)


def _die_comparing(progress: Progress) -> None:
    if progress.phase is Phase.COMPARING:
        die()


async def _never(tx: Transaction) -> bool:
    return False


async def _begun(tx: Transaction) -> bool:
    return await tx.shadows.get(SCHEDULED_REMINDERS.name) is not None


async def _has_two_batches(tx: Transaction) -> bool:
    return await _begun(tx) and await SCHEDULED_REMINDERS.shadow.rebuildable(tx).size() == 12


async def _caught_up(tx: Transaction) -> bool:
    shadow = await tx.shadows.get(SCHEDULED_REMINDERS.name)
    return shadow is not None and shadow.position > shadow.until


async def _swapped(tx: Transaction) -> bool:
    return not await _begun(tx)


POINTS = (
    Point("before the new table is committed", _begun, leaves=False, folded=0, before_commit=True),
    Point("after the new table is committed", _begun, leaves=True, folded=0),
    Point("in the middle of a batch", _has_two_batches, leaves=True, folded=BATCH, before_commit=True, every_time=True),
    Point("between two batches", _has_two_batches, leaves=True, folded=2 * BATCH),
    Point("while catching up", _caught_up, leaves=True, folded=None, before_commit=True),
    Point("when it has caught up", _caught_up, leaves=True, folded=None),
    Point("while comparing", None, leaves=True, folded=None),
    Point("just before the swap is committed", _swapped, leaves=True, folded=None, before_commit=True, every_time=True),
    Point("just after the swap", _swapped, leaves=False, folded=0),
)
"""In the order of time."""
