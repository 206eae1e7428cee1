"""What happened, and what the state was: answered from the log alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from application.due_reasons import DueReasons, due_reasons
from application.errors import LeadNotFound
from application.ports.lead_log import Recorded
from application.ports.transaction import Transactions
from domain.lead_fold import fold
from domain.lead_state import LeadState
from domain.reminder import ReminderId

PAGE = 500


@dataclass(frozen=True, slots=True)
class Audit:
    transactions: Transactions

    async def log(
        self, *, lead_id: UUID | None = None, since: datetime | None = None, limit: int = PAGE
    ) -> Sequence[Recorded]:
        """In the order of the log."""
        async with self.transactions.read() as tx:
            return await tx.log.page(after=0, limit=limit, lead_id=lead_id, since=since)

    async def reasons(self, reminder_id: ReminderId, *, owner_id: int | None = None) -> DueReasons:
        """Why it comes when it comes. Raises ``LeadNotFound``, also for a lead that is not this owner's (None: for
        operators), and ``ReminderNotFound``."""
        async with self.transactions.read() as tx:
            history = await tx.log.history(reminder_id.lead_id)
        if not history or owner_id not in (None, fold(history).owner_id):
            raise LeadNotFound(reminder_id.lead_id)
        return due_reasons(history, reminder_id)

    async def state_at(self, lead_id: UUID, at: datetime) -> LeadState:
        """The lead as it was at ``at``. Raises ``LeadNotFound`` also when it was captured later."""
        async with self.transactions.read() as tx:
            history = await tx.log.history(lead_id)
        # The prefix: after a correction of the clock a later event may bear an earlier time.
        until_then = list(takewhile(lambda event: event.timestamp <= at, history))
        if not until_then:
            raise LeadNotFound(lead_id)
        return fold(until_then)
