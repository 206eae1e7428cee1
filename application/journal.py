"""Recording: the one way in which events enter the log, with everything that follows from them."""

from collections.abc import Collection
from datetime import datetime

from application.origin import Origin
from application.ports.transaction import Transaction
from application.projections import PROJECTIONS
from domain.lead import Lead
from domain.lead_state import LeadState
from domain.reminder import ReminderId


async def record(tx: Transaction, lead: Lead, origin: Origin, *, at: datetime) -> None:
    """Appends what the lead decided, brings the read models up to it, and withdraws messages nobody wants now.

    All of it in the caller's transaction. Without new events it does nothing. Raises ``ConcurrentChange``.
    """
    events = lead.take_events()
    if not events:
        return
    position = await tx.log.append(origin.stamp(events))
    await refresh_read_models(tx, lead.state)
    for projection in PROJECTIONS:
        await tx.positions.advance(projection.name, position)
    await withdraw_unwanted(tx, lead.state, at=at)


async def refresh_read_models(tx: Transaction, state: LeadState) -> None:
    """Makes every read model show this state of the lead."""
    for projection in PROJECTIONS:
        await projection.put(tx, state)


async def withdraw_unwanted(tx: Transaction, state: LeadState, *, at: datetime) -> None:
    """A queued message about a step that is done, or a lead that is deleted, is never sent."""
    await tx.outbox.withdraw_unsent(state.lead_id, keep=_wanted(state), at=at)


def _wanted(state: LeadState) -> Collection[tuple[ReminderId, int]]:
    if state.is_deleted:
        return ()
    return {(reminder.id, reminder.generation) for reminder in state.schedule if reminder.is_wanted}
