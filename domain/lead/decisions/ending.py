"""The decisions that delete, restore and erase a lead."""

from datetime import datetime

from domain.due_time import DueTime
from domain.errors import LeadIsNotDeleted
from domain.lead.decisions.preconditions import refuse_if_deleted, refuse_if_erased
from domain.lead.events import LeadDeleted, LeadErased, LeadRestored
from domain.lead.state import LeadState
from domain.reminders.rules import resumed


def delete_lead(state: LeadState, *, at: datetime) -> LeadDeleted:
    """Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    return LeadDeleted(*state.next_header(at))


def restore_lead(state: LeadState, *, at: datetime, next_send: DueTime) -> LeadRestored:
    """Reschedule the reminders that waited when the lead was deleted; none is sent at once. ``next_send`` is the
    owner's next send time after ``at``. Raise ``LeadIsErased``, ``LeadIsNotDeleted``."""
    refuse_if_erased(state)
    if not state.is_deleted:
        raise LeadIsNotDeleted(state.lead_id)
    return LeadRestored(*state.next_header(at), rescheduled=resumed(state.schedule, at=at, next_send=next_send))


def erase_lead(state: LeadState, reason: str, *, at: datetime) -> LeadErased:
    """Allowed for a deleted lead too. Raise ``LeadIsErased``."""
    refuse_if_erased(state)
    return LeadErased(*state.next_header(at), reason=reason)
