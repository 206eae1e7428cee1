"""What an owner, or an operator, may look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.lead_commands import own_lead
from application.ports.read_models import LeadSummary
from application.ports.transaction import Transactions
from domain.lead_state import LeadState


@dataclass(frozen=True, slots=True)
class LeadPage:
    """``number`` counts from 0; ``total`` is the number of leads on all pages."""

    leads: Sequence[LeadSummary]
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
            pages = max(1, -(-total // self.page_size))
            number = max(0, min(number, pages - 1))
            offset = number * self.page_size
            leads = await tx.leads.page(owner_id=owner_id, offset=offset, limit=self.page_size)
        return LeadPage(leads, number, pages, total)

    async def show(self, lead_id: UUID, owner_id: int) -> LeadState:
        """Raises ``LeadNotFound``. A deleted lead is shown, so that it can be restored."""
        async with self.transactions.read() as tx:
            return (await own_lead(tx, lead_id, owner_id)).state

    async def show_anybodys(self, lead_id: UUID) -> LeadState:
        """For operators. Raises ``LeadNotFound``."""
        async with self.transactions.read() as tx:
            return (await tx.log.load(lead_id)).state

    async def everybodys(self, *, limit: int) -> Sequence[LeadSummary]:
        """For operators, next due first."""
        async with self.transactions.read() as tx:
            return await tx.leads.page(owner_id=None, offset=0, limit=limit, include_deleted=True)
