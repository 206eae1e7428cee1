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
    events = [event for event in lead.collect_events() if isinstance(event, lead.Event)]
    if not events:
        return
    position = await tx.log.append(origin.stamp(events))
    for projection in PROJECTIONS:
        await projection.put(tx, lead.state)
        await tx.positions.advance(projection.name, position)
    await tx.outbox.withdraw_unsent(lead.id, keep=_wanted(lead.state), at=at)


def _wanted(state: LeadState) -> Collection[tuple[ReminderId, int]]:
    if state.is_deleted:
        return ()
    return {(reminder.id, reminder.generation) for reminder in state.schedule if reminder.is_wanted}
