"""What an owner, or an operator, may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.accounts.owner import own_lead
from application.ports.read_models import LeadSummary
from application.ports.transaction import Transaction, Transactions
from application.read_models.scheduled_reminders import ReminderRow
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId


@dataclass(frozen=True, slots=True)
class LeadPage:
    """``number`` counts from 0; ``total`` is the number of leads on all pages."""

    leads: Sequence[LeadSummary]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class OverdueStep:
    """An open step whose reminder was not sent, because it would have come too late."""

    lead_id: UUID
    title: str
    action: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class OverduePage:
    """``number`` counts from 0; ``total`` is the number of steps on all pages."""

    steps: Sequence[OverdueStep]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class LeadQueries:
    transactions: Transactions
    page_size: int = 6

    async def page(self, owner_id: int, number: int) -> LeadPage:
        """The owner's leads, next due first. A page past the end gives the last."""
        async with self.transactions.read() as tx:
            total = await tx.leads.count(owner_id=owner_id)
            number, pages = self._turned_to(number, total)
            offset = number * self.page_size
            leads = await tx.leads.page(owner_id=owner_id, offset=offset, limit=self.page_size)
        return LeadPage(leads, number, pages, total)

    async def overdue(self, owner_id: int, number: int) -> OverduePage:
        """The owner's overdue steps, the longest due first. A page past the end gives the last."""
        async with self.transactions.read() as tx:
            total = await tx.reminders.count_overdue(owner_id)
            number, pages = self._turned_to(number, total)
            rows = await tx.reminders.overdue(owner_id, offset=number * self.page_size, limit=self.page_size)
            steps = await _steps(tx, rows)
        return OverduePage(steps, number, pages, total)

    async def show(self, lead_id: UUID, owner_id: int) -> LeadState:
        """Raises ``LeadNotFound``. A deleted lead is shown, so that it can be restored."""
        async with self.transactions.read() as tx:
            return (await own_lead(tx, lead_id, owner_id)).state

    async def get(self, lead_id: UUID) -> LeadState:
        """For operators. Raises ``LeadNotFound``."""
        async with self.transactions.read() as tx:
            return (await tx.log.load(lead_id)).state

    async def list_all(self, *, limit: int) -> Sequence[LeadSummary]:
        """For operators, next due first."""
        async with self.transactions.read() as tx:
            return await tx.leads.page(owner_id=None, offset=0, limit=limit, include_deleted=True)

    def _turned_to(self, number: int, total: int) -> tuple[int, int]:
        """The nearest page that there is, and how many there are."""
        pages = max(1, -(-total // self.page_size))
        return max(0, min(number, pages - 1)), pages


async def _steps(tx: Transaction, rows: Sequence[ReminderRow]) -> Sequence[OverdueStep]:
    loaded = await tx.log.load_all({row.lead_id for row in rows})
    return [_overdue_step(row, loaded.leads.get(row.lead_id)) for row in rows]


def _overdue_step(row: ReminderRow, lead: Lead | None) -> OverdueStep:
    """A lead that cannot be read must not hide the others: of it the row says enough to go by."""
    if lead is None:
        return OverdueStep(row.lead_id, f"Lead #{row.lead_id.hex[:8]}", row.draft_text, row.due_at)
    step = lead.state.plan_number(ReminderId.parse(row.reminder_id).plan_number).step(row.step_id)
    return OverdueStep(row.lead_id, lead.state.label, step.action, row.due_at)
