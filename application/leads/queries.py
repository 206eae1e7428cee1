"""Lists of leads and overdue steps, and single leads, for owners and operators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from application.accounts.owner import own_lead
from application.ports.read_models import LeadSummary
from application.ports.transaction import Transaction, Transactions
from application.read_models.scheduled_reminders import ReminderRow
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``number`` counts from 0; ``total`` is the number of items on all pages."""

    items: Sequence[T]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class OverdueStep:
    """An open step whose reminder expired."""

    lead_id: UUID
    title: str
    action: str
    due_at: datetime


LeadPage = Page[LeadSummary]
OverduePage = Page[OverdueStep]


@dataclass(frozen=True, slots=True)
class LeadQueries:
    transactions: Transactions
    page_size: int = 6

    async def page(self, owner_id: int, number: int) -> LeadPage:
        """The owner's leads, next due first. A page past the end is the last page."""
        async with self.transactions.read() as tx:
            total = await tx.leads.count(owner_id=owner_id)
            number, pages = self._turned_to(number, total)
            offset = number * self.page_size
            leads = await tx.leads.page(owner_id=owner_id, offset=offset, limit=self.page_size)
        return Page(leads, number, pages, total)

    async def overdue(self, owner_id: int, number: int) -> OverduePage:
        """The owner's overdue steps, the longest due first. A page past the end is the last page."""
        async with self.transactions.read() as tx:
            total = await tx.reminders.count_overdue(owner_id)
            number, pages = self._turned_to(number, total)
            rows = await tx.reminders.overdue(owner_id, offset=number * self.page_size, limit=self.page_size)
            steps = await _steps(tx, rows)
        return Page(steps, number, pages, total)

    async def show(self, lead_id: UUID, owner_id: int) -> LeadState:
        """Raise ``LeadNotFound``. A deleted lead is shown, so that it can be restored."""
        async with self.transactions.read() as tx:
            return (await own_lead(tx, lead_id, owner_id)).state

    async def get(self, lead_id: UUID) -> LeadState:
        """For operators. Raise ``LeadNotFound``."""
        async with self.transactions.read() as tx:
            return (await tx.log.load(lead_id)).state

    async def list_all(self, *, limit: int) -> Sequence[LeadSummary]:
        """For operators, next due first."""
        async with self.transactions.read() as tx:
            return await tx.leads.page(owner_id=None, offset=0, limit=limit, include_deleted=True)

    def _turned_to(self, number: int, total: int) -> tuple[int, int]:
        """The number of the nearest page, and of all pages."""
        pages = max(1, -(-total // self.page_size))
        return max(0, min(number, pages - 1)), pages


async def _steps(tx: Transaction, rows: Sequence[ReminderRow]) -> Sequence[OverdueStep]:
    loaded = await tx.log.load_all({row.lead_id for row in rows})
    return [_overdue_step(row, loaded.leads.get(row.lead_id)) for row in rows]


def _overdue_step(row: ReminderRow, lead: Lead | None) -> OverdueStep:
    """An unreadable lead must not hide the others: its row is shown instead."""
    if lead is None:
        return OverdueStep(row.lead_id, f"Lead #{row.lead_id.hex[:8]}", row.draft_text, row.due_at)
    step = lead.state.plan_number(ReminderId.parse(row.reminder_id).plan_number).step(row.step_id)
    return OverdueStep(row.lead_id, lead.state.label, step.action, row.due_at)
