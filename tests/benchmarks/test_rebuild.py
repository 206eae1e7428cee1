"""How fast read models are computed anew, and what memory that takes however long the log is."""

import asyncio
import json
import sys
import time
from pathlib import Path

import pytest

from adapters.sql.database import SqlDatabase
from application.ports.transaction import Transactions
from application.projections.registry import LEAD_LIST
from tests.benchmarks.library_projection import projected_by_the_library
from tests.faults.database_urls import a_fresh_url
from tests.faults.rebuilds.scene import a_lead_at_work
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database, open_for_bot
from tests.support.leads import MONDAY_9AM, events_of
from tests.support.rebuilding import a_rebuild

pytestmark = pytest.mark.benchmark
EVENTS_A_LEAD = 20
AT_A_TIME = 250
GROWTH_LIMIT = 1.2

on_both_databases = pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])


@on_both_databases
async def test_a_rebuild_beside_the_librarys_own_loop(name: str, tmp_path: Path) -> None:
    """The list of leads, twice, from the same log. On PostgreSQL without fsync, which helps who commits often."""
    events = 10_000
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await fill(database, until=events)

        started = time.perf_counter()
        leads, done = await projected_by_the_library(database)
        library_s = time.perf_counter() - started
        started = time.perf_counter()
        rebuilt = await a_rebuild(database).rebuild(LEAD_LIST)
        ours_s = time.perf_counter() - started

        async with database.read() as tx:
            listed = await tx.leads.page(owner_id=None, offset=0, limit=events)
    assert (leads, done) == (len(listed), sum(one.row.steps_done for one in listed)) == (rebuilt.rows, done)
    print(f"\n{name}: a rebuild folds {library_s / ours_s:.1f} times as many events a second as the library's loop")
    print(f"{name}: ({events / ours_s:.0f} and {events / library_s:.0f} a second on this machine)")


@pytest.mark.skipif(sys.platform != "linux", reason="a program's peak of memory is read as Linux tells it")
@on_both_databases
async def test_memory_at_a_million_events_beside_a_hundred_thousand(name: str, tmp_path: Path) -> None:
    async with a_fresh_url(name, tmp_path) as url:
        few, many = [await rebuilt_alone(url, events=events) for events in (100_000, 1_000_000)]

    grown = many["peak_kb"] / few["peak_kb"]
    print(f"\n{name}: the peak at a million events is {grown:.2f} times that at 100 000 (limit {GROWTH_LIMIT})")
    for one in (few, many):
        events, rate = one["events"], one["events"] / one["seconds"]
        print(f"{name}: ({events} events: {one['peak_kb'] / 1024:.0f} MB, {rate:.0f} events/s on this machine)")
    assert grown <= GROWTH_LIMIT


async def rebuilt_alone(url: str, *, events: int) -> dict[str, float]:
    async with open_for_bot(url) as database:
        await fill(database, until=events)
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.rebuild_alone", url, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await program.communicate()
    figures: dict[str, float] = json.loads(output)
    return figures


async def fill(database: Transactions, *, until: int) -> None:
    """Appends leads to the log until it has so many events, as the bot stores them; no read model hears of it."""
    async with database.read() as tx:
        head = await tx.log.head()
    for first in range(head, until, AT_A_TIME * EVENTS_A_LEAD):
        last = min(until, first + AT_A_TIME * EVENTS_A_LEAD)
        leads = [a_lead_at_work(number, at=MONDAY_9AM) for number in range(first, last, EVENTS_A_LEAD)]
        async with database.write() as tx:
            await tx.log.append([event for lead in leads for event in events_of(lead)])
