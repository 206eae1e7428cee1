"""The decisions that make a plan of a note: the prospect, and the steps."""

from dataclasses import replace
from datetime import datetime

from domain.errors import PlanRefused
from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import PlanGenerated, ProspectCorrected, ProspectIdentified
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from domain.plan.plan import Plan


def identify_prospect(state: LeadState, prospect: Prospect, *, at: datetime) -> ProspectIdentified | None:
    """Return None for the prospect that is known already; what the owner has said stays. Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    said = {name: getattr(state.prospect, name) for name in state.corrected}
    identified = replace(prospect, **said)
    return ProspectIdentified(*state.next_header(at), prospect=identified) if identified != state.prospect else None


def correct_prospect(state: LeadState, prospect: Prospect, field: str, *, at: datetime) -> ProspectCorrected | None:
    """``prospect`` with another ``field``. Return None when the owner has said so already. Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    if prospect == state.prospect and field in state.corrected:
        return None
    return ProspectCorrected(*state.next_header(at), prospect=prospect, field=field)


def adopt_plan(state: LeadState, plan: Plan, *, at: datetime) -> PlanGenerated:
    """Raise ``LeadIsDeleted``, and ``PlanRefused`` unless ``plan`` is the next plan and its steps count from 1."""
    refuse_if_deleted(state)
    expected, step_ids = state.next_plan_number, [step.id for step in plan.steps]
    if plan.number != expected or not step_ids or step_ids != list(range(1, len(step_ids) + 1)):
        raise PlanRefused(number=plan.number, expected=expected, step_ids=step_ids)
    return PlanGenerated(*state.next_header(at), plan=plan)
