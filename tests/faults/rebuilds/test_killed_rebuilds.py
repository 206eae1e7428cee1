"""Whenever a rebuild is killed: everything works as before, and the next one goes on."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pytest

from application.errors import RebuildUnderWay
from application.leads.commands import OwnerCommand
from application.ports.shadow_tables import ShadowTable
from application.projections.progress import Phase, Progress
from application.projections.registry import SCHEDULED_REMINDERS
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.settings import Settings
from tests.faults.database_urls import a_fresh_url
from tests.faults.rebuilds.points import BATCH, POINTS, Point, rebuild_dying_at
from tests.faults.rebuilds.rebuild_process import exit_code_of
from tests.faults.rebuilds.scene import OWNERS, Scene
from tests.support.databases import POSTGRESQL, SQLITE
from tests.support.leads import BOT_ID
from tests.support.rebuilding import all_hold

SCENE = Scene(at_work=16)
PATIENCE_S = 10
LOOKS_EVERY_S = 0.02

EACH_POINT = [
    pytest.param(point, id=point.name, marks=[] if point.every_time else pytest.mark.faults) for point in POINTS
]

ON_EACH_DATABASE = [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.faults)]
"""Each takes some ten processes: `make test` has the time for one of the two."""

T = TypeVar("T")


@pytest.mark.parametrize("point", EACH_POINT)
@pytest.mark.parametrize("database", ON_EACH_DATABASE)
async def test_a_killed_rebuild_does_no_harm_and_is_finished_by_the_next(
    point: Point, database: str, tmp_path: Path
) -> None:
    async with a_fresh_url(database, tmp_path) as url, bootstrap(Settings(database_url=url)) as app:
        await SCENE.prepare(app.database)
        await app.use.rebuild.rebuild(SCHEDULED_REMINDERS)

        ended = await exit_code_of(partial(rebuild_dying_at, point), app.settings, tmp_path)

        assert ended == -signal.SIGKILL, (tmp_path / "rebuild.log").read_text()
        assert (await shadow(app) is not None) is point.leaves
        await everything_works(app)
        await the_next_one_finishes(app, point)
        await everything_works(app)


async def everything_works(app: App) -> None:
    """An owner sees their leads and what is next, changes something and sees it; all is as the log says."""
    page = await app.use.queries.page(OWNERS[0], 0)
    lead_id = page.items[0].row.lead_id
    states = [
        await app.of_bot(BOT_ID).commands.mark_step(OwnerCommand(OWNERS[0], lead_id, str(uuid4())), 1, 2, done=done)
        for done in (True, False)
    ]
    async with app.database.read() as tx:
        [row] = await tx.leads.rows_of([lead_id])

    assert [line.next_due_at is not None for line in page.items] == [True] * (SCENE.at_work // len(OWNERS))
    assert (row.version, row.changed_at) == (states[-1].version, states[-1].changed_at)
    assert await all_hold(app.database)


async def the_next_one_finishes(app: App, point: Point) -> None:
    reports = list[Progress]()
    rebuild = replace(app.use.rebuild, batch=BATCH)

    rebuilt = await when_the_lock_is_free(lambda: rebuild.rebuild(SCHEDULED_REMINDERS, reports.append))

    folding = [one.done for one in reports if one.phase is Phase.FOLDING]
    assert (folding[0] if folding else None) == point.folded
    assert rebuilt.mended.count == 0
    assert await shadow(app) is None


async def shadow(app: App) -> ShadowTable | None:
    async with app.database.read() as tx:
        return await tx.shadows.get(SCHEDULED_REMINDERS.name)


async def when_the_lock_is_free(work: Callable[[], Awaitable[T]]) -> T:
    """A server may take a moment to see that a client is dead."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await work()
            except RebuildUnderWay:
                await asyncio.sleep(LOOKS_EVERY_S)
