"""What the commands look at: a lead with a plan whose first reminder was sent, and one without a plan."""

from pathlib import Path

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from application.delivery.pacing import UNPACED
from domain.lead.decisions.plans import identify_prospect
from domain.lead.prospect import Prospect
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import relay
from entrypoints.settings import Settings
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, keep

STRANGER_ID = 8
FIRST_REMINDER = f"{LEAD_ID}:1:1"


async def a_scene(folder: Path) -> None:
    """It happens on Monday at nine."""
    async with bootstrap(_settings(folder), clock=ManualClock(MONDAY_9AM)) as app:
        await keep(
            app.database,
            a_new_lead(LEAD_ID, with_plan=True, owner_id=OWNER_ID),
            a_new_lead(OTHER_LEAD_ID, owner_id=STRANGER_ID),
        )
        await app.use.claims.claim_due()
        sender = relay(app, BOT_ID, MemoryMessenger(), pacing=UNPACED)
        for leased in await sender.lease_due():
            await sender.deliver(leased)


async def a_prospect(folder: Path, name: str) -> None:
    """A lead about a prospect of that name."""
    lead = a_new_lead()
    lead.record(identify_prospect(lead.state, Prospect(name=name), at=MONDAY_9AM))
    async with bootstrap(_settings(folder)) as app:
        await keep(app.database, lead)


def _settings(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")
