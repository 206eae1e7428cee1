"""Recording: the one way in which events enter the log, with everything that follows from them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from application.origin import Origin
from application.ports.outbox import Claim
from application.ports.transaction import Transaction
from application.projections import PROJECTIONS
from domain.lead import Lead
from domain.lead_events import Event
from domain.lead_state import LeadState


class Recording:
    """What one transaction decides about leads, written together: one append, one pass over each read model."""

    def __init__(self) -> None:
        self._leads: dict[UUID, Lead] = {}
        self._events: list[Event] = []

    def take(self, lead: Lead, origin: Origin) -> None:
        """What the lead has decided since the last time, and from what it follows."""
        self._events += origin.stamp(lead.take_events())
        self._leads[lead.id] = lead

    async def write(self, tx: Transaction, *, at: datetime) -> None:
        """Appends, brings the read models up to it, and withdraws messages nobody wants now. Without events it does
        nothing. Raises ``ConcurrentChange``."""
        if not self._events:
            return
        states = [lead.state for lead in self._leads.values()]
        position = await tx.log.append(self._events)
        await refresh_read_models(tx, states)
        for projection in PROJECTIONS:
            await tx.positions.advance(projection.name, position)
        await withdraw_unwanted(tx, states, at=at)


async def record(tx: Transaction, lead: Lead, origin: Origin, *, at: datetime) -> None:
    """Writes what one lead decided, in the caller's transaction. Raises ``ConcurrentChange``."""
    recording = Recording()
    recording.take(lead, origin)
    await recording.write(tx, at=at)


async def refresh_read_models(tx: Transaction, states: Sequence[LeadState]) -> None:
    """Makes every read model show these states of their leads."""
    if not states:
        return
    for projection in PROJECTIONS:
        await projection.put(tx, states)


async def withdraw_unwanted(tx: Transaction, states: Sequence[LeadState], *, at: datetime) -> None:
    """A queued message about a step that is done, or a lead that is deleted, is never sent."""
    wanted = {claim for state in states for claim in _wanted(state)}
    await tx.outbox.withdraw_unsent([state.lead_id for state in states], keep=wanted, at=at)


def _wanted(state: LeadState) -> Collection[Claim]:
    if state.is_deleted:
        return ()
    return {(reminder.id, reminder.generation) for reminder in state.schedule if reminder.is_wanted}
