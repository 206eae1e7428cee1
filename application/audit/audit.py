"""History and states of the past, answered from the log alone."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from application.audit.causation import CausalLink, causation_chain
from application.audit.due_reasons import DueReasons, due_reasons
from application.audit.event_query import EVERYTHING, EventQuery
from application.audit.log_reader import PAGE, LogReading
from application.errors import CapturedLater, LeadNotFound
from application.ports.clock import Clock
from application.ports.event_log import Recorded
from application.ports.transaction import Transactions
from domain.lead.events import Event
from domain.lead.fold import fold
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId

LOOKS_EVERY = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Audit:
    transactions: Transactions

    async def events(self, query: EventQuery = EVERYTHING) -> AsyncIterator[Recorded]:
        """In the order of the log, up to its head now. Raise ``UnreadableEvent``."""
        reading = LogReading(self.transactions, query)
        async for recorded in reading.up_to(await reading.head()):
            yield recorded

    async def log(self, query: EventQuery = EVERYTHING, *, limit: int = PAGE) -> Sequence[Recorded]:
        """The first ``limit`` events."""
        found = list[Recorded]()
        async for recorded in self.events(query):
            found.append(recorded)
            if len(found) == limit:
                break
        return found

    async def follow(
        self, query: EventQuery, clock: Clock, *, every: timedelta = LOOKS_EVERY
    ) -> AsyncIterator[Recorded]:
        """New events as they come, for ever. With ``since`` in the query, past events since then come first."""
        reading = LogReading(self.transactions, query)
        if query.since is None:
            await reading.pass_over(await reading.head())
        while True:
            async for recorded in reading.up_to(await reading.head()):
                yield recorded
            await clock.sleep(every)

    async def chain(self, name: str) -> Sequence[CausalLink]:
        """As ``causation_chain``. Raise ``UnreadableEvent``."""
        return await causation_chain(self.events, name)

    async def history(self, lead_id: UUID, *, owner_id: int | None = None) -> Sequence[Event]:
        """Of one lead, deleted or not; ``owner_id`` None is for operators. Raise ``LeadNotFound``, also for the lead
        of another owner, and ``UnreadableEvent``."""
        async with self.transactions.read() as tx:
            history = await tx.log.history(lead_id)
        if not history or owner_id not in (None, fold(history).owner_id):
            raise LeadNotFound(lead_id)
        return history

    async def reasons(self, reminder_id: ReminderId, *, owner_id: int | None = None) -> DueReasons:
        """Raise as ``history`` does, and ``ReminderNotFound``."""
        return due_reasons(await self.history(reminder_id.lead_id, owner_id=owner_id), reminder_id)

    async def state_at(self, lead_id: UUID, at: datetime) -> LeadState:
        """The lead as it was at ``at``. Raise ``LeadNotFound``, as ``CapturedLater`` for a time before its capture."""
        history = await self.history(lead_id)
        # The prefix: after a correction of the clock a later event may bear an earlier time.
        until_then = list(takewhile(lambda event: event.timestamp <= at, history))
        if not until_then:
            raise CapturedLater(lead_id, captured_at=history[0].timestamp)
        return fold(until_then)
