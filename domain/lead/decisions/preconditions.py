"""Preconditions of decisions about a lead. Each raises a refusal when it does not hold."""

from domain.errors import LeadHasNoPlan, LeadIsDeleted, LeadIsErased, PlanSuperseded, StepIsClosed
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder, ReminderId


def refuse_if_erased(state: LeadState) -> None:
    """Raise ``LeadIsErased``."""
    if state.is_erased:
        raise LeadIsErased(state.lead_id)


def refuse_if_deleted(state: LeadState) -> None:
    """Raise ``LeadIsDeleted``."""
    refuse_if_erased(state)
    if state.is_deleted:
        raise LeadIsDeleted(state.lead_id)


def require_present_plan(state: LeadState, plan_number: int) -> None:
    """Raise ``LeadHasNoPlan``, ``PlanSuperseded`` when ``plan_number`` is not the present plan's."""
    present = require_plan(state).number
    if plan_number != present:
        raise PlanSuperseded(asked=plan_number, present=present)


def require_plan(state: LeadState) -> Plan:
    """Raise ``LeadHasNoPlan``."""
    if state.plan is None:
        raise LeadHasNoPlan(state.lead_id)
    return state.plan


def require_step(state: LeadState, step_id: int) -> PlanStep:
    """Raise ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
    refuse_if_deleted(state)
    return require_plan(state).step(step_id)


def require_open_step(state: LeadState, step_id: int) -> PlanStep:
    """Raise ``StepIsClosed`` as well."""
    step = require_step(state, step_id)
    if not step.is_open:
        raise StepIsClosed(step_id)
    return step


def reminder_of(state: LeadState, step_id: int) -> Reminder:
    """Raise ``LeadIsDeleted``, ``LeadHasNoPlan``, ``UnknownStep``."""
    step = require_step(state, step_id)
    return state.schedule.reminders[ReminderId(state.lead_id, require_plan(state).number, step.id)]
