"""A program that was down for longer than a reminder is of use."""

from datetime import timedelta

from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp

TOO_LATE = MONDAY_9AM + timedelta(hours=25)


async def after_being_down(app: MemoryApp) -> None:
    """25 hours after Monday, 9:00, it claims and expires what is due."""
    app.clock.move_to(TOO_LATE)
    await app.use.claims.claim_due()
    await app.use.expiry.expire_due()
