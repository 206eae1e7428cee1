"""The points at which a rebuild dies: its transactions and its report are wrapped, it knows nothing of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import uuid4

from application.lead_commands import OwnerCommand
from application.ports.projection_versions import Version, VersionState
from application.ports.transaction import Transaction
from application.projections import SCHEDULED_REMINDERS
from application.rebuild_progress import Phase, Progress, nobody
from application.version_building import VersionBuilding
from entrypoints.bootstrap import App
from tests.faults.crash_table.points import DeadlyTransactions, die
from tests.faults.rebuilds.scene import OWNERS

BATCH = 40
"""Two leads at work have so many events."""
ROWS_OF_A_BATCH = 6
FORMER, IN_USE, NEXT = 0, 1, 2
"""Versions when it begins: one in use, one from before; and the one that it makes."""


class Point(StrEnum):
    """In the order of time."""

    BEFORE_BEGIN = "before the new table is committed"
    AFTER_BEGIN = "after it"
    IN_A_BATCH = "before the second batch is committed"
    BETWEEN_BATCHES = "after it"
    CATCHING_UP = "before what was caught up is committed"
    CAUGHT_UP = "after it "
    COMPARING = "while the versions are compared"
    BEFORE_SWAP = "before the swap is committed"
    AFTER_SWAP = "after it, before the older version is dropped"
    EMPTIED = "after the older version is emptied"
    BEFORE_DROP = "before its table is gone for good"


BEFORE_A_COMMIT = {Point.BEFORE_BEGIN, Point.IN_A_BATCH, Point.CATCHING_UP, Point.BEFORE_SWAP, Point.BEFORE_DROP}


async def rebuild_dying_at(point: Point, app: App) -> None:
    """Of one read model. An owner has toggled a step since the version was begun, so that there is more to catch up."""
    if point not in (Point.BEFORE_BEGIN, Point.AFTER_BEGIN):
        await VersionBuilding(app.database, app.clock, BATCH).begin(SCHEDULED_REMINDERS)
        await _toggle_a_step(app)
    what, report = _never, nobody
    if point is Point.COMPARING:
        report = _die_comparing
    else:
        what = _MOMENTS[point]
    deadly = DeadlyTransactions(app.database, what, before_commit=point in BEFORE_A_COMMIT)
    await replace(app.rebuild, transactions=deadly, batch=BATCH).rebuild(SCHEDULED_REMINDERS, report)


async def _toggle_a_step(app: App) -> None:
    async with app.database.read() as tx:
        [lead_id, *_] = await tx.reminders.leads_waiting(OWNERS[0])
    await app.commands.mark_step(OwnerCommand(OWNERS[0], lead_id, str(uuid4())), 1, 1, done=True)
