"""The message of a follow-up: who, quiet for how long, and the next step."""

from datetime import timedelta

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import OnLead, OnReminder, OnStep, Verb
from domain.lead.state import LeadState
from domain.plan.plan import PlanStep
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus

FOOT = "\n\nUse /leads to view details and take action."
MAX_TEXT_LENGTH = 200
DAY = timedelta(days=1)


def follow_up_message(state: LeadState, reminder: Reminder) -> Message:
    """``reminder`` is one of the lead's follow-ups. The button for the next step is that of the card: it proves
    nothing about that step's own reminder."""
    step = _next_open_step(state)
    view = reminder_button("📋 View Lead", Verb.VIEW, reminder.id, reminder.generation)
    why = reminder_button("❓ Why now?", Verb.WHY, reminder.id, reminder.generation)
    stop = Button("🔕 Stop follow-ups", OnLead(Verb.STOP, state.lead_id).encode())
    return Message(_spans(state, reminder, step), (*_done(state, step), (view,), (why, stop)))


def reminder_button(label: str, verb: Verb, reminder_id: ReminderId, generation: int) -> Button:
    return Button(label, OnReminder(verb, reminder_id, generation).encode())


def called(state: LeadState) -> str:
    """The prospect's name, else the lead's short id; never the company."""
    return state.prospect.name or f"Lead #{state.short_id}"


def follow_up_count(state: LeadState, reminder_id: ReminderId) -> int:
    """Its number since the lead's last activity; 0 for a follow-up from before."""
    ids = [one.id for one in state.schedule if one.id.kind is ReminderKind.FOLLOW_UP and _counts(state, one)]
    return sum(one.step_id <= reminder_id.step_id for one in ids) if reminder_id in ids else 0


def _next_open_step(state: LeadState) -> PlanStep | None:
    steps = state.plan.steps if state.plan else ()
    return next((step for step in steps if step.is_open), None)


def _counts(state: LeadState, reminder: Reminder) -> bool:
    is_withdrawn = reminder.status is ReminderStatus.CANCELLED and not reminder.is_spent
    return reminder.id.step_id > state.follow_ups.earlier and not is_withdrawn


def _spans(state: LeadState, reminder: Reminder, step: PlanStep | None) -> tuple[Span, ...]:
    days = max(1, round((reminder.due_at - state.active_at) / DAY))
    quiet = f"\n\nQuiet for {days} {'day' if days == 1 else 'days'} · follow-up {follow_up_count(state, reminder.id)}"
    return (Span(f"🔔 Follow Up: {called(state)}", Style.BOLD), Span(quiet), *_next(state, step), Span(FOOT))


def _next(state: LeadState, step: PlanStep | None) -> tuple[Span, ...]:
    if step is not None:
        wording = step.wording[:MAX_TEXT_LENGTH]
        return (Span("\n\n📋 Next: "), Span(f"Step {step.id}:", Style.BOLD), Span(f" {wording}"))
    return (
        Span("\n\nThe plan is done. What comes next?" if state.plan else "\n\nThere is no plan for this lead yet."),
    )


def _done(state: LeadState, step: PlanStep | None) -> tuple[tuple[Button, ...], ...]:
    if step is None or state.plan is None:
        return ()
    reminder_id = ReminderId(state.lead_id, state.plan.number, step.id)
    return ((Button(f"✅ Step {step.id} is done", OnStep(Verb.DONE, reminder_id).encode()),),)
