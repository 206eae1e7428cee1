"""A reader of all read models all the time, as the bot is; it keeps each look that was not as expected."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from application.ports.transaction import Transaction, Transactions
from application.projections.registry import PROJECTIONS
from domain.reminders.reminder import ReminderStatus
from tests.faults.rebuilds.scene import OWNERS, Scene

FAR_AHEAD = timedelta(days=730)
A_PAGE, A_BATCH = 6, 50
COMPARED = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """In one transaction: rows of each read model; of one owner the leads, the lines of the first page that name what
    is next, and the leads with something ahead; the due list of days far ahead; those that wait for follow-ups,
    which no owner wants; and leads whose list and reminders disagree."""

    rows: tuple[int, ...]
    leads: int
    lines: int
    ahead: int
    due: int
    unwanted: int
    torn: int


@dataclass(slots=True)
class Reader:
    transactions: Transactions
    scene: Scene
    sample: Sequence[UUID]
    sizes: tuple[int, ...]
    reads: int = 0
    odd: list[Seen] = field(default_factory=list)

    async def look_until(self, stop: asyncio.Event) -> None:
        wanted = self.expected()
        while not stop.is_set():
            seen = await self._look(OWNERS[self.reads % len(OWNERS)])
            self.reads += 1
            if seen != wanted:
                self.odd.append(seen)

    def expected(self) -> Seen:
        scene = self.scene
        return Seen(
            rows=self.sizes,
            leads=(scene.at_work + scene.quiet) // len(OWNERS),
            lines=A_PAGE,
            ahead=scene.at_work // len(OWNERS),
            due=A_BATCH,
            unwanted=0,
            torn=0,
        )

    async def _look(self, owner_id: int) -> Seen:
        now = datetime.now(UTC)
        async with self.transactions.read() as tx:
            page = await tx.leads.page(owner_id=owner_id, offset=0, limit=A_PAGE)
            return Seen(
                rows=await sizes(tx),
                leads=await tx.leads.count(owner_id=owner_id),
                lines=sum(line.next_due_at is not None for line in page),
                ahead=len(await tx.reminders.leads_waiting(owner_id)),
                due=len(await tx.reminders.due(now + FAR_AHEAD, limit=A_BATCH)),
                unwanted=len(await tx.quiet_leads.waiting(now, limit=A_BATCH)),
                torn=await self._torn(tx),
            )

    async def _torn(self, tx: Transaction) -> int:
        """One decision changes both, so a table of another moment is found out."""
        listed = {row.lead_id: row.steps_done for row in await tx.leads.rows_of(self.sample)}
        done = dict.fromkeys(listed, 0)
        for row in await tx.reminders.rows_of(self.sample):
            done[row.lead_id] += row.status is ReminderStatus.COMPLETED
        return sum(listed[lead_id] != done[lead_id] for lead_id in listed)


async def sizes(tx: Transaction) -> tuple[int, ...]:
    """Rows of each read model."""
    return tuple([await projection.rebuildable(tx).size() for projection in PROJECTIONS])


@asynccontextmanager
async def a_reader(transactions: Transactions, scene: Scene) -> AsyncIterator[Reader]:
    """Look from the beginning of the block to its end. No read model gains or loses a row meanwhile."""
    async with transactions.read() as tx:
        sample = (await tx.reminders.leads_waiting(OWNERS[0]))[:COMPARED]
        rows = await sizes(tx)
    reader, stop = Reader(transactions, scene, sample, rows), asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(reader.look_until(stop))
        try:
            yield reader
        finally:
            stop.set()
