"""A reader of a read model finds all of it while it is rebuilt, swapped and written to."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from application.ports.transaction import Transactions
from application.projections.progress import Phase, Progress
from application.projections.registry import LEAD_LIST, SCHEDULED_REMINDERS
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database
from tests.support.leads import a_new_lead, keep
from tests.support.rebuilding import a_rebuild, all_hold

LEADS = 30


@dataclass
class ReadersAndWriter:
    """Writers and readers that go on until ``is_over``; ``known`` are leads that were committed."""

    transactions: Transactions
    known: list[UUID] = field(default_factory=list)
    is_over: bool = False
    looks: int = 0

    async def write(self) -> None:
        while not self.is_over:
            lead = a_new_lead(uuid4(), with_plan=True)
            await keep(self.transactions, lead)
            self.known.append(lead.id)
            await asyncio.sleep(0)

    async def look(self) -> None:
        while not self.is_over:
            at_least = len(self.known)
            async with self.transactions.read() as tx:
                await tx.log.head()  # the snapshot is older than the first look at the tables
                await asyncio.sleep(0.001)
                leads, reminders = await tx.leads.rebuildable.size(), await tx.reminders.rebuildable.size()
            assert leads >= at_least
            assert reminders == 3 * leads
            self.looks += 1


@pytest.fixture(params=[SQLITE, POSTGRESQL])
async def transactions(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Transactions]:
    async with a_fresh_database(request.param, tmp_path) as database:
        yield database


async def test_no_reader_ever_finds_an_empty_or_a_half_table(transactions: Transactions) -> None:
    programs = ReadersAndWriter(transactions)
    for _ in range(LEADS):
        lead = a_new_lead(uuid4(), with_plan=True)
        await keep(transactions, lead)
        programs.known.append(lead.id)

    async with asyncio.TaskGroup() as tasks:
        for work in (programs.write, programs.look, programs.look):
            tasks.create_task(work())
        for _ in range(3):
            for projection in (LEAD_LIST, SCHEDULED_REMINDERS):
                await a_rebuild(transactions, batch=20).rebuild(projection)
        programs.is_over = True

    assert programs.looks > 10
    assert len(programs.known) > LEADS
    assert await all_hold(transactions)


async def test_a_reader_that_was_there_before_the_swap_still_finds_its_rows_and_the_swap_comes_after(
    transactions: Transactions,
) -> None:
    await keep(transactions, *(a_new_lead(uuid4(), with_plan=True) for _ in range(3)))
    swapping = asyncio.Event()

    def report(progress: Progress) -> None:
        if progress.phase is Phase.SWAPPING:
            swapping.set()

    async with asyncio.TaskGroup() as tasks, transactions.read() as tx:
        await tx.log.head()
        rebuilding = tasks.create_task(a_rebuild(transactions).rebuild(SCHEDULED_REMINDERS, report))
        await swapping.wait()
        await asyncio.wait({rebuilding}, timeout=0.3)
        await asyncio.wait_for(keep(transactions, a_new_lead(uuid4(), with_plan=True)), timeout=10)
        seen = await tx.reminders.rebuildable.size()

    assert seen == 9
    assert rebuilding.result().rows == 9
    assert await all_hold(transactions)
