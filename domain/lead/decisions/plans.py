"""The decisions that make a plan of a note: the prospect, and the steps."""

from datetime import datetime

from domain.errors import PlanRefused
from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import PlanGenerated, ProspectIdentified
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from domain.plan.plan import Plan


def identify_prospect(state: LeadState, prospect: Prospect, *, at: datetime) -> ProspectIdentified | None:
    """Return None for the prospect that is known already. Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    if prospect == state.prospect:
        return None
    return ProspectIdentified(*state.next_header(at), prospect=prospect)


def adopt_plan(state: LeadState, plan: Plan, *, at: datetime) -> PlanGenerated:
    """Raise ``LeadIsDeleted``, and ``PlanRefused`` unless ``plan`` is the next plan and its steps count from 1."""
    refuse_if_deleted(state)
    expected, step_ids = state.next_plan_number, [step.id for step in plan.steps]
    if plan.number != expected or not step_ids or step_ids != list(range(1, len(step_ids) + 1)):
        raise PlanRefused(number=plan.number, expected=expected, step_ids=step_ids)
    return PlanGenerated(*state.next_header(at), plan=plan)
