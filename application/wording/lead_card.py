"""The card of a lead: who, what is planned and when, with a button for each step."""

from zoneinfo import ZoneInfo

from application.message import Button, Message, Span, Style
from application.wording import buttons
from application.wording.local_time import local_time
from domain.lead_state import LeadState
from domain.plan import Plan, PlanStep, StepStatus
from domain.reminder import Reminder, ReminderId, ReminderStatus

MAX_NOTE_LENGTH = 300
MARKS = {StepStatus.OPEN: "⬜", StepStatus.DONE: "✅", StepStatus.SKIPPED: "⏭"}


def lead_card(state: LeadState, zone: ZoneInfo) -> Message:
    """The card as of ``state``, with times in ``zone``."""
    if state.is_deleted:
        return _deleted_card(state)
    if state.plan is None:
        return _waiting_card(state)
    steps = [span for step in state.plan.steps for span in _step_lines(state, step, zone)]
    playbook = Span(f"\n\nPlan: {state.plan.playbook}", Style.ITALIC)
    return Message((*_heading(state), playbook, *steps), (*_step_buttons(state, state.plan), _foot(state)))


def delete_question(state: LeadState) -> Message:
    """Asks before deleting."""
    surely = Button("🗑 Yes, delete", buttons.lead_data(buttons.DELETE_SURELY, state.lead_id))
    keep = Button("Keep it", buttons.lead_data(buttons.LEAD, state.lead_id))
    return Message((Span("Delete "), Span(state.title, Style.BOLD), Span(" and its reminders?")), ((surely, keep),))


def _waiting_card(state: LeadState) -> Message:
    return Message((*_heading(state), Span("\n\n✍️ Writing the plan …")), (_foot(state),))


def _deleted_card(state: LeadState) -> Message:
    undo = Button("↩️ Undo", buttons.lead_data(buttons.RESTORE, state.lead_id))
    text = Span(" is deleted. Its reminders will not come.")
    return Message((Span("🗑 "), Span(state.title, Style.BOLD), text), ((undo,),))


def _heading(state: LeadState) -> list[Span]:
    about = [state.prospect.role, state.prospect.company if state.prospect.name else ""]
    details = ", ".join(part for part in about if part)
    spans = [Span("👤 "), Span(state.title, Style.BOLD)]
    if details:
        spans.append(Span(f"\n{details}"))
    if state.prospect.contacts:
        spans.append(Span("\n" + "\n".join(state.prospect.contacts)))
    return [*spans, Span(f"\n\n“{shortened(state.note, MAX_NOTE_LENGTH)}”")]


def _step_lines(state: LeadState, step: PlanStep, zone: ZoneInfo) -> list[Span]:
    reminder = state.schedule.get(_reminder_id(state, step))
    when = "" if reminder is None else _when(step, reminder, zone)
    return [
        Span(f"\n\n{MARKS[step.status]} {step.id}. "),
        Span(step.action, Style.BOLD),
        Span(f"\n{step.channel}{when}"),
    ]


def _when(step: PlanStep, reminder: Reminder, zone: ZoneInfo) -> str:
    if step.status is StepStatus.DONE and reminder.completed_at:
        return f" · done {local_time(reminder.completed_at, zone)}"
    if not step.is_open:
        return f" · {step.status}"
    due = f" · due {local_time(reminder.due_at, zone)}"
    told = {
        ReminderStatus.SENT: " · reminded",
        ReminderStatus.FAILED: " · the reminder could not be delivered",
        ReminderStatus.UNCONFIRMED: " · reminded, but we cannot know whether it arrived",
        ReminderStatus.EXPIRED: " · overdue, the reminder came too late to be sent",
    }
    return due + told.get(reminder.status, "")


def _step_buttons(state: LeadState, plan: Plan) -> list[tuple[Button, ...]]:
    return [(_step_button(state, step),) for step in plan.steps]


def _step_button(state: LeadState, step: PlanStep) -> Button:
    verb = buttons.DONE if step.is_open else buttons.REOPEN
    label = f"{MARKS[step.status]} {step.id}. {shortened(step.action, 40)}"
    return Button(label, buttons.step_data(verb, _reminder_id(state, step)))


def _foot(state: LeadState) -> tuple[Button, ...]:
    return (
        Button("🗑 Delete", buttons.lead_data(buttons.DELETE, state.lead_id)),
        Button("◀️ All leads", buttons.page_data(0)),
    )


def _reminder_id(state: LeadState, step: PlanStep) -> ReminderId:
    return ReminderId(state.lead_id, state.plans[-1].number, step.id)


def shortened(text: str, limit: int) -> str:
    """One line of at most ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
