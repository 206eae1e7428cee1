"""The fact that every follow-up aims at: an answer of the prospect's."""

from datetime import datetime

from domain.lead.decisions.preconditions import refuse_if_deleted, require_plan
from domain.lead.events import ProspectReplied
from domain.lead.state import LeadState


def prospect_replied(state: LeadState, *, at: datetime) -> ProspectReplied | None:
    """The prospect has answered the present plan; None when that is known already. Raise ``LeadIsDeleted``,
    ``LeadHasNoPlan``."""
    refuse_if_deleted(state)
    plan = require_plan(state)
    if state.replied_at is not None:
        return None
    return ProspectReplied(*state.next_header(at), plan_number=plan.number)
