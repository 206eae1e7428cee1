"""A database that was restored from a backup, of any kind."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from adapters.memory.manual_clock import ManualClock
from application.backups.fence import OutboxFence
from application.backups.fence_batch import Fenced
from application.delivery.entry import EntryKind, EntryState
from application.ports.transaction import Transactions
from domain.recorded_event import RecordedEvent
from domain.reminders.reminder import ReminderStatus
from tests.support.entries import a_card, an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID
from tests.support.memory_app import MemoryApp
from tests.support.operators import WHY, a_mandate

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REASON = f"fenced: a backup of 2026-11-02T09:00:00+00:00 was restored: {WHY}"
OTHER_CHAT = 80


class BrokenOff(Exception):
    """The process dies."""


class BreaksOff(ManualClock):
    """At the third look: there was one for the command, and one for the first batch."""

    looks = 0

    def now(self) -> datetime:
        self.looks += 1
        if self.looks == 3:
            raise BrokenOff
        return super().now()


class Restored(MemoryApp):
    """The backup was made on Monday at nine; now it is four days later, and the second step is due too."""

    def __init__(self, transactions: Transactions, *, batch: int = 300) -> None:
        super().__init__(transactions=transactions)
        self.claims = self.use.claims
        self.operations = self.use.outbox_operations
        self.accepted = 0
        self.fence = OutboxFence(transactions, self.clock, accept=self._accept, batch=batch)

    async def _accept(self) -> None:
        self.accepted += 1

    async def fenced(self, *, dry_run: bool = False) -> Fenced:
        return await self.fence.fence(MONDAY_9AM, a_mandate(), dry_run=dry_run)

    async def states(self) -> Sequence[tuple[EntryKind, EntryState]]:
        return [(entry.content.kind, entry.state) for entry in await self.entries()]

    async def history(self) -> Sequence[RecordedEvent]:
        async with self.transactions.read() as tx:
            return [recorded.event for recorded in await tx.log.page(after=0, limit=1000)]

    async def statuses(self, *lead_ids: UUID) -> Sequence[ReminderStatus]:
        async with self.transactions.read() as tx:
            return [row.status for row in await tx.reminders.rows_of(lead_ids or [LEAD_ID])]

    async def goes_on(self) -> None:
        """As a started program would, for a day."""
        for _ in range(24):
            await self.claims.claim_due()
            await self.relay.rescue()
            await self.relay.relay_due()
            self.clock.advance(HOUR)


async def a_restored_scene(transactions: Transactions) -> Restored:
    """Being sent at nine: the first step's reminder. Waiting: an answer, a card and its edit, another reminder."""
    restored = Restored(transactions)
    await restored.planned_lead()
    await restored.claims.claim_due()
    assert len(await restored.relay.lease_due()) == 1
    await restored.planned_lead(OTHER_LEAD_ID, owner_id=8)
    await restored.claims.claim_due()
    async with transactions.write() as tx:
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)
        card = await tx.outbox.add(a_card(), at=MONDAY_9AM)
        await tx.outbox.add(a_card(edits=card), at=MONDAY_9AM)
    restored.clock.advance(4 * DAY)
    return restored
