"""Moving a step: choose the step, choose the time, see a preview, and only then move it."""

from application.delivery.message import Message
from application.leads.rescheduling import Move
from application.wording.callback_data import MoveStep, OnReminder, OnStep, PreviewMove, Verb
from application.wording.lead_card import lead_card
from domain.errors import LeadHasNoPlan, PlanSuperseded, StepIsClosed
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import ReminderId
from domain.typed_times import OFFERED_TIMES
from entrypoints.bot.leads.press import PressedLead
from entrypoints.bot.leads.time_pages import moments_menu, move_preview, move_question, steps_menu
from entrypoints.bot.replies.reply import Reply

SAME_TIME = "That is when it is due already."
MOVED_SINCE = "This step has been moved since. Nothing was changed."


async def choose_step(lead: PressedLead) -> Reply:
    state, plan = await _present(lead)
    return Reply(steps_menu(state, plan, lead.clock))


async def choose_moment(lead: PressedLead, press: OnStep) -> Reply:
    """On a reminder in a new message."""
    return Reply(await _moments(lead, press.reminder_id), is_new=isinstance(press, OnReminder))


async def ask_for_words(lead: PressedLead, press: OnStep) -> Reply:
    state, _, step = await _open_step(lead, press.reminder_id)
    return Reply(move_question(state, step), is_new=True, asks=press.encode())


async def preview_choice(lead: PressedLead, press: PreviewMove) -> Reply:
    return Reply(await _preview(lead, press.reminder_id, OFFERED_TIMES[press.choice]))


async def preview_words(lead: PressedLead, question: OnStep, words: str) -> Reply:
    """Raise ``TimingRefused``, ``SnoozeRefused``."""
    return Reply(await _preview(lead, question.reminder_id, words), is_new=True)


async def move(lead: PressedLead, press: MoveStep) -> Reply:
    plan, step_id, to_at = press.reminder_id.plan_number, press.reminder_id.step_id, press.to_at
    with_rest = press.verb is Verb.MOVE_WITH_REST
    move = Move(step_id, to_at, with_rest=with_rest, plan=plan, seen_at=press.seen_at)
    state = (await lead.use.rescheduling.move(lead.command, move)).state
    due_at = state.plan_number(plan).step(step_id).due.at
    toast = f"📅 Step {step_id}: {lead.clock.shows(due_at)}" if due_at == to_at else MOVED_SINCE
    return Reply(lead_card(state, lead.clock), toast=toast)


async def _preview(lead: PressedLead, step_id: ReminderId, words: str) -> Message:
    _, plan, step = await _open_step(lead, step_id)
    rescheduling, command = lead.use.rescheduling, lead.command
    to = await rescheduling.moment(command.owner_id, words)
    move = Move(step.id, to.at, with_rest=True, plan=plan.number)
    planned = await rescheduling.move(command, move, dry_run=True)
    if not planned.reminders and not planned.steps:
        return await _moments(lead, step_id, problem=SAME_TIME)
    return move_preview(planned, plan, step, to, lead.clock)


async def _moments(lead: PressedLead, step_id: ReminderId, *, problem: str = "") -> Message:
    state, plan, step = await _open_step(lead, step_id)
    choices = await lead.use.rescheduling.choices(lead.command.owner_id)
    return moments_menu(state, plan, step, choices, lead.clock, problem=problem)


async def _open_step(lead: PressedLead, step_id: ReminderId) -> tuple[LeadState, Plan, PlanStep]:
    """Raise ``PlanSuperseded``, ``UnknownStep``, ``StepIsClosed`` as well."""
    state, plan = await _present(lead)
    if plan.number != step_id.plan_number:
        raise PlanSuperseded(asked=step_id.plan_number, present=plan.number)
    step = plan.step(step_id.step_id)
    if not step.is_open:
        raise StepIsClosed(step.id)
    return state, plan, step


async def _present(lead: PressedLead) -> tuple[LeadState, Plan]:
    """Raise ``LeadNotFound``, ``LeadIsDeleted``, ``LeadHasNoPlan``."""
    state = await lead.undeleted()
    if state.plan is None:
        raise LeadHasNoPlan(state.lead_id)
    return state, state.plan
