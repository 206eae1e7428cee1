"""The card of a lead: prospect, plan and due times, with a button for each step."""

from application.delivery.message import Button, Message, Span, Style, say
from application.wording.callback_data import OnLead, OnStep, Verb
from application.wording.card_notes import card_foot, card_notes, history_button
from application.wording.phrases import shortened
from application.wording.timing_phrases import warning_words
from application.wording.wall_clock import WallClock
from domain.due_time import GivenBy
from domain.lead.state import LeadState
from domain.plan.plan import PlanStep, StepStatus
from domain.reminders.reminder import Reminder, ReminderId, ReminderStatus

MAX_NOTE_LENGTH = 300
MARKS = {StepStatus.OPEN: "⬜", StepStatus.DONE: "✅", StepStatus.SKIPPED: "⏭"}


def lead_card(state: LeadState, clock: WallClock) -> Message:
    """The card as of ``state``, with times by the owner's ``clock``."""
    if state.is_erased:
        return say("🗑 This lead was erased. Nobody can bring it back.")
    if state.is_deleted:
        return _deleted_card(state)
    if state.plan is None:
        return _waiting_card(state, clock)
    steps = [span for step in state.plan.steps for span in _step_lines(state, step, clock)]
    playbook = Span(f"\n\nPlan: {state.plan.playbook}", Style.ITALIC)
    notes = card_notes(state, clock)
    rows = [(_step_button(state, step),) for step in state.plan.steps]
    return Message((*_heading(state), playbook, *steps, *notes), (*rows, *card_foot(state)))


def delete_question(state: LeadState) -> Message:
    surely = Button("🗑 Yes, delete", OnLead(Verb.DELETE_SURELY, state.lead_id).encode())
    keep = Button("Keep it", OnLead(Verb.LEAD, state.lead_id).encode())
    return Message((Span("Delete "), Span(state.title, Style.BOLD), Span(" and its reminders?")), ((surely, keep),))


def _waiting_card(state: LeadState, clock: WallClock) -> Message:
    waiting = Span("\n\n✍️ Writing the plan …")
    return Message((*_heading(state), waiting, *card_notes(state, clock)), card_foot(state))


def _deleted_card(state: LeadState) -> Message:
    undo = Button("↩️ Undo", OnLead(Verb.RESTORE, state.lead_id).encode())
    text = Span(" is deleted. Its reminders will not come.")
    return Message((Span("🗑 "), Span(state.title, Style.BOLD), text), ((undo, history_button(state)),))


def _heading(state: LeadState) -> list[Span]:
    about = [state.prospect.role, state.prospect.company if state.prospect.name else ""]
    details = ", ".join(part for part in about if part)
    spans = [Span("👤 "), Span(state.title, Style.BOLD)]
    if details:
        spans.append(Span(f"\n{details}"))
    if state.prospect.contacts:
        spans.append(Span("\n" + "\n".join(state.prospect.contacts)))
    return [*spans, Span(f"\n\n“{shortened(state.note, MAX_NOTE_LENGTH)}”")]


def _step_lines(state: LeadState, step: PlanStep, clock: WallClock) -> list[Span]:
    reminder = state.schedule.get(_reminder_id(state, step))
    when = "" if reminder is None else _when(step, reminder, clock)
    return [
        Span(f"\n\n{MARKS[step.status]} {step.id}. "),
        Span(step.action, Style.BOLD),
        Span(f"\n{step.channel}{when}"),
        *((Span(f"\n⏰ you wrote “{step.due.words}”"),) if step.due.given_by is GivenBy.TIMING else ()),
        *(Span(f"\n⚠️ {warning_words(warning)}") for warning in step.due.warnings),
    ]


def _when(step: PlanStep, reminder: Reminder, clock: WallClock) -> str:
    if step.status is StepStatus.DONE and reminder.completed_at:
        return f" · done {clock.shows(reminder.completed_at)}"
    if not step.is_open:
        return f" · {step.status}"
    due = f" · due {clock.shows(step.due.at)}"
    if reminder.due_at != step.due.at:
        due += f" · reminder {clock.shows(reminder.due_at)}"
    outcome = {
        ReminderStatus.SENT: " · reminded",
        ReminderStatus.FAILED: " · the reminder could not be delivered",
        ReminderStatus.UNCONFIRMED: " · reminded, but we cannot know whether it arrived",
        ReminderStatus.EXPIRED: " · overdue, the reminder came too late to be sent",
    }
    return due + outcome.get(reminder.status, "")


def _step_button(state: LeadState, step: PlanStep) -> Button:
    verb = Verb.DONE if step.is_open else Verb.REOPEN
    label = f"{MARKS[step.status]} {step.id}. {shortened(step.action, 40)}"
    return Button(label, OnStep(verb, _reminder_id(state, step)).encode())


def _reminder_id(state: LeadState, step: PlanStep) -> ReminderId:
    return ReminderId(state.lead_id, state.plans[-1].number, step.id)
