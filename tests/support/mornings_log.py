"""The events of a morning, for tests that read the log."""

from datetime import timedelta

from domain.lead.events import Event
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp

HOUR = timedelta(hours=1)
STRANGER = 8


async def a_morning(app: MemoryApp) -> None:
    """A stranger's lead and the owner's account at nine, the owner's lead claimed and sent; done at ten."""
    await app.planned_lead(OTHER_LEAD_ID, owner_id=STRANGER, at=MONDAY_9AM)
    await keep_accounts(app.transactions, an_account(OWNER_ID))
    await app.planned_lead()
    await app.use.claims.claim_due()
    await app.relay_everything()
    app.clock.advance(HOUR)
    await app.use.commands.mark_step(app.command(), 1, 2, done=True)


async def append(app: MemoryApp, *events: Event) -> None:
    async with app.transactions.write() as tx:
        await tx.log.append(events)
