"""Menus and questions for a later reminder, or for another time of a step."""

from collections.abc import Callable, Iterator, Sequence

from application.delivery.message import Button, Message, Span, Style
from application.leads.rescheduling import MovedStep, Rescheduled
from application.wording.callback_data import MoveStep, OnLead, OnReminder, OnStep, PreviewMove, SnoozeByChoice, Verb
from application.wording.phrases import shortened
from application.wording.reminder import reminder_spans
from application.wording.timing_phrases import moved_from_choice
from application.wording.wall_clock import WallClock
from domain.due_time import DueTime
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder, ReminderId
from domain.typed_times import OFFERED_TIMES

EXAMPLES = "for example “in 2 hours”, “tomorrow at 15:00”, “next Tuesday” or “5 May”"

Rows = tuple[tuple[Button, ...], ...]


def later_menu(state: LeadState, reminder: Reminder, choices: Sequence[DueTime], clock: WallClock) -> Message:
    """The reminder, with times instead of its buttons. ``choices`` are the meanings of ``OFFERED_TIMES`` now."""

    pressed = reminder.id, reminder.generation
    times = _choice_rows(choices, clock, lambda choice: SnoozeByChoice(Verb.SNOOZE, *pressed, choice))
    more = (
        (Button("✍️ Type it", OnReminder(Verb.SNOOZE_BY_WORDS, *pressed).encode()),),
        (Button("📅 Move the step instead", OnReminder(Verb.MOVE, *pressed).encode()),),
        (Button("◀️ Back", OnReminder(Verb.BACK, *pressed).encode()),),
    )
    return Message(reminder_spans(state, reminder), (*times, *more))


def snooze_question(state: LeadState, step: PlanStep) -> Message:
    asked = f"⏰ When shall I remind you again of step {step.id}, {state.label}?"
    return Message((Span(asked, Style.BOLD), Span(f"\n\nWrite a time, {EXAMPLES}.")))


def put_off(state: LeadState, reminder: Reminder, clock: WallClock) -> Message:
    """After typed words: short, so that it is not taken for another reminder."""
    text = f"⏰ Step {reminder.id.step_id}, {state.label}: comes again {clock.shows(reminder.due_at)}"
    return Message((Span(text, Style.BOLD), *_explained(reminder.due)))


def put_off_already(reminder: Reminder, clock: WallClock) -> Message:
    text = f"⏰ This reminder has been put off already: it comes again {clock.shows(reminder.due_at)}."
    return Message((Span(text, Style.BOLD), Span("\nThe lead’s card moves its step: /leads")))


def steps_menu(state: LeadState, plan: Plan, clock: WallClock) -> Message:
    """The open steps of the present plan, to choose from."""
    rows = [(_step_button(state, plan, step, clock),) for step in plan.steps if step.is_open]
    asked = "Which step do you want to move?" if rows else "There is no open step to move."
    return Message((Span(f"📅 {asked}", Style.BOLD),), (*rows, (_cancel(state),)))


def moments_menu(
    state: LeadState, plan: Plan, step: PlanStep, choices: Sequence[DueTime], clock: WallClock, *, problem: str = ""
) -> Message:
    """To when that step is to be moved; ``problem`` says why it is asked again."""
    step_id = ReminderId(state.lead_id, plan.number, step.id)
    times = _choice_rows(choices, clock, lambda choice: PreviewMove(Verb.MOVE_BY_CHOICE, step_id, choice))
    typed = Button("✍️ Type it", OnStep(Verb.MOVE_BY_WORDS, step_id).encode())
    spans = (
        *((Span(f"{problem}\n\n"),) if problem else ()),
        *_step_heading(step),
        Span(f"\nIt is due {clock.shows(step.due.at)}. To when do you want to move it?"),
    )
    return Message(spans, (*times, (typed,), (_cancel(state),)))


def move_question(state: LeadState, step: PlanStep) -> Message:
    asked = f"\n{state.label}\n\nTo when do you want to move it? Write a time, {EXAMPLES}."
    return Message((*_step_heading(step), Span(asked)))


def move_preview(planned: Rescheduled, plan: Plan, step: PlanStep, to: DueTime, clock: WallClock) -> Message:
    """The moves, and buttons that carry them out. ``step`` is as it was; ``planned`` has the rest moved too."""
    state = planned.state
    others = [moved for moved in planned.steps if moved.step_id != step.id]
    step_id = ReminderId(state.lead_id, plan.number, step.id)
    moments = step.due.at, to.at
    only_this = Button("📅 Move this step", MoveStep(Verb.MOVE_ALONE, step_id, *moments).encode())
    with_rest = Button("📅 Move it and the rest", MoveStep(Verb.MOVE_WITH_REST, step_id, *moments).encode())
    spans = (*_step_heading(step), Span(f"\n\n{_own_move(planned, step, to, clock)}", Style.BOLD))
    rows: Rows = ((only_this,), *(((with_rest,),) if others else ()), (_cancel(state),))
    return Message((*spans, *_explained(to), *_others(others, clock)), rows)


def _own_move(planned: Rescheduled, step: PlanStep, to: DueTime, clock: WallClock) -> str:
    """Of a step that stands there already only the reminder moves."""
    for moved in planned.steps:
        if moved.step_id == step.id:
            return f"Step {step.id} moves from {clock.briefly(moved.before)} to {clock.briefly(moved.after)}"
    return f"The reminder of step {step.id} moves to {clock.briefly(to.at)}"


def _explained(to: DueTime) -> Iterator[Span]:
    if because := moved_from_choice(to):
        yield Span(f"\n{because}")


def _others(others: Sequence[MovedStep], clock: WallClock) -> Iterator[Span]:
    if others:
        lines = [f"step {move.step_id}: {clock.briefly(move.before)} → {clock.briefly(move.after)}" for move in others]
        yield Span("\n\nWith the rest:\n" + "\n".join(lines))


def _step_heading(step: PlanStep) -> tuple[Span, ...]:
    return (Span("📅 "), Span(f"Step {step.id}:", Style.BOLD), Span(f" {shortened(step.action, 200)}"))


def _step_button(state: LeadState, plan: Plan, step: PlanStep, clock: WallClock) -> Button:
    label = f"{step.id}. {shortened(step.action, 28)} · {clock.briefly(step.due.at)}"
    return Button(label, OnStep(Verb.MOVE, ReminderId(state.lead_id, plan.number, step.id)).encode())


def _choice_rows(choices: Sequence[DueTime], clock: WallClock, press: Callable[[int], OnStep]) -> Rows:
    """The first of them has its own button on the reminder."""
    numbered = list(enumerate(zip(OFFERED_TIMES, choices, strict=True)))[1:]
    labels = ((place, f"{words[0].upper()}{words[1:]} · {clock.briefly(due.at)}") for place, (words, due) in numbered)
    return tuple((Button(label, press(place).encode()),) for place, label in labels)


def _cancel(state: LeadState) -> Button:
    return Button("✖️ Cancel", OnLead(Verb.LEAD, state.lead_id).encode())
