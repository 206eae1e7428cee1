"""A lead whose plan is replaced."""

from domain.lead.decisions.plans import adopt_plan
from domain.plan.plan import Plan
from tests.support.leads import LEAD_ID, keep
from tests.support.memory_app import MemoryApp


async def adopt(app: MemoryApp, plan: Plan) -> None:
    """``LEAD_ID`` gets this plan now."""
    async with app.transactions.read() as tx:
        lead = await tx.log.load(LEAD_ID)
    lead.record(adopt_plan(lead.state, plan, at=app.clock.now()))
    await keep(app.transactions, lead)
