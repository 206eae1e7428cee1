"""Owners, pollers, relays and a reader go on working while read models are computed anew."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from application.projections.registry import PROJECTIONS
from tests.faults.rebuilds.clients import eight_clients
from tests.faults.rebuilds.pauses import pauses_summary
from tests.faults.rebuilds.reader import Reader, a_reader
from tests.faults.rebuilds.rebuild_process import exit_code_of, printed_by_rebuild, rebuild_everything
from tests.faults.rebuilds.scene import FIRST_REMINDED, Scene
from tests.faults.rebuilds.stretch import stretches_in
from tests.faults.workplace import Workplace, a_workplace, at_work, once_each
from tests.journeys.program import settings
from tests.support.databases import POSTGRESQL, SQLITE
from tests.support.rebuilding import all_hold

SMALL = Scene(at_work=160, reminded=24, quiet=16)
LARGE = Scene(at_work=4960, reminded=200, quiet=400)
"""A hundred thousand events."""
TOGGLES, SWAPS = "toggles.json", "swaps.json"

on_both_databases = pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
with_time_for_one = pytest.mark.parametrize("database", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.faults)])
"""It takes several programs: on a slow machine `make test` has the time for one of the two."""


@with_time_for_one
async def test_a_rebuild_is_not_noticed(database: str, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path) as place:
        await SMALL.prepare(place.database, remind_every=timedelta(seconds=0.2))
        async with all_at_work(place, SMALL) as reader:
            rebuilt = await printed_by_rebuild(settings(place.url, place.server.url), tmp_path)
            await place.all_are(EntryState.SENT, SMALL.reminded, within=timedelta(minutes=3))

        found = {one["name"]: one["mended"]["differences"] for one in rebuilt}
        assert found == {projection.name: [] for projection in PROJECTIONS}
        assert (reader.reads > 20, reader.odd) == (True, [])
        assert len(stretches_in(tmp_path / TOGGLES)) > 20
        assert await place.accepted() == once_each(SMALL.reminded, first_chat=FIRST_REMINDED)
        assert await all_hold(place.database)


@pytest.mark.faults
@on_both_databases
async def test_a_rebuild_of_a_hundred_thousand_events_is_not_noticed(database: str, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path) as place:
        await LARGE.prepare(place.database, remind_every=timedelta(seconds=0.3))
        async with all_at_work(place, LARGE) as reader:
            rebuild = partial(rebuild_everything, tmp_path / SWAPS)
            code = await exit_code_of(rebuild, place.order().settings, tmp_path)
            await place.all_are(EntryState.SENT, LARGE.reminded, within=timedelta(minutes=3))
        print(f"\n{database}: {reader.reads} looks at all read models, {len(reader.odd)} of them odd")  # noqa: T201
        print(pauses_summary(stretches_in(tmp_path / TOGGLES), stretches_in(tmp_path / SWAPS)))  # noqa: T201

        assert code == 0, (tmp_path / "rebuild.log").read_text()
        assert reader.odd == []
        assert await place.accepted() == once_each(LARGE.reminded, first_chat=FIRST_REMINDED)
        assert await all_hold(place.database)


@asynccontextmanager
async def all_at_work(place: Workplace, scene: Scene) -> AsyncIterator[Reader]:
    """Eight owners, pollers, relays and a reader; at the end they have stopped, and nothing has ended before."""
    unhurried = partial(place.order, lease=timedelta(minutes=1), request_timeout=timedelta(seconds=20))
    others = [] if place.database.is_sqlite else [unhurried()]
    busy = unhurried(wrapped=partial(eight_clients, place.folder / TOGGLES))
    async with at_work(busy, *others) as workers:
        async with a_reader(place.database, scene) as reader:
            yield reader
        assert [await worker.stop() for worker in workers] == [0] * len(workers)
