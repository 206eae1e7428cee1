"""The message of a reminder."""

from collections.abc import Sequence

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import OnReminder, Verb
from application.wording.follow_up import follow_up_message
from application.wording.timing_phrases import moved_from_choice
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus

MAX_TEXT_LENGTH = 200


def reminder_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation. ``state`` must hold the reminder's plan."""
    return Message(reminder_spans(state, reminder), _buttons(reminder.id, reminder.generation))


def told_reminder(state: LeadState, reminder: Reminder, clock: WallClock, *, generation: int) -> Message:
    """The same message after its button was pressed: it says what was done, and offers to undo it.

    ``generation`` is the one that the message told about, which may not be the present one: its buttons go on to
    carry it, for whoever presses them proves the arrival of this message and of no later one.
    """
    outcome = {
        ReminderStatus.COMPLETED: "✅ Done",
        ReminderStatus.SKIPPED: "⏭ Skipped",
        ReminderStatus.CANCELLED: "🗂 From an older plan",
        ReminderStatus.PENDING: f"⏰ Comes again {clock.shows(reminder.due_at)}",
        ReminderStatus.EXPIRED: f"⏰ Overdue since {clock.shows(reminder.due_at)}",
    }.get(reminder.status, "⬜ Open")
    is_closed = reminder.status in (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED)
    undo = _step_button("↩️ Undo", Verb.REOPEN, reminder.id, generation)
    done = _step_button("✅ Done", Verb.DONE, reminder.id, generation)
    act = () if reminder.status is ReminderStatus.CANCELLED else ((undo if is_closed else done,),)
    view = _view_lead(reminder.id, generation)
    said = Span(f"\n\n{outcome}", Style.BOLD)
    return Message((*reminder_spans(state, reminder), said, *_explained(reminder)), (*act, (view,)))


def reminder_spans(state: LeadState, reminder: Reminder) -> tuple[Span, ...]:
    name = state.prospect.name or f"Lead #{state.short_id}"
    step = state.plan_number(reminder.id.plan_number).step(reminder.id.step_id)
    return (
        Span(f"🔔 Engagement Step Due: {name}", Style.BOLD),
        Span("\n\n📋 "),
        Span(f"Step {step.id}:", Style.BOLD),
        Span(f" {step.wording[:MAX_TEXT_LENGTH]}\n\nUse /leads to view details and take action."),
    )


def _explained(reminder: Reminder) -> tuple[Span, ...]:
    """When it comes again at another time than the owner chose."""
    because = moved_from_choice(reminder.due) if reminder.status is ReminderStatus.PENDING else ""
    return (Span(f"\n{because}"),) if because else ()


def _buttons(reminder_id: ReminderId, generation: int) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            _step_button("✅ Done", Verb.DONE, reminder_id, generation),
            _step_button("⏰ Snooze 24h", Verb.SNOOZE, reminder_id, generation),
            _step_button("⏭ Skip", Verb.SKIP, reminder_id, generation),
        ),
        (_step_button("📝 View Full Draft", Verb.DRAFT, reminder_id, generation),),
        (_view_lead(reminder_id, generation),),
        (
            _step_button("⏰ Later…", Verb.LATER, reminder_id, generation),
            _step_button("❓ Why now?", Verb.WHY, reminder_id, generation),
        ),
    )


def _step_button(label: str, verb: Verb, reminder_id: ReminderId, generation: int) -> Button:
    return Button(label, OnReminder(verb, reminder_id, generation).encode())


def _view_lead(reminder_id: ReminderId, generation: int) -> Button:
    return _step_button("📋 View Lead", Verb.VIEW, reminder_id, generation)


MAX_TEXTS_LENGTH = 3000
"""Characters of all steps together: a message of Telegram's holds 4096."""


def due_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation, and about those that were claimed together with it."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return follow_up_message(state, reminder)
    others = state.schedule.batched_with(reminder.id, reminder.generation)
    return _late_message(state, reminder, others) if others else reminder_message(state, reminder)


def _late_message(state: LeadState, reminder: Reminder, others: Sequence[Reminder]) -> Message:
    """Steps whose plan came late, in one message instead of a burst."""
    name = state.prospect.name or f"Lead #{state.short_id}"
    told = sorted([reminder, *others], key=lambda one: one.id)
    length = min(MAX_TEXT_LENGTH, MAX_TEXTS_LENGTH // len(told))
    steps = [span for one in told for span in _step(state, one, length)]
    view = Button("📋 View Lead", OnReminder(Verb.VIEW, reminder.id, reminder.generation).encode())
    why = Button("❓ Why now?", OnReminder(Verb.WHY, reminder.id, reminder.generation).encode())
    return Message(
        (
            Span(f"🔔 {len(told)} Engagement Steps Due: {name}", Style.BOLD),
            Span("\n\nTheir time has passed, so they come together."),
            *steps,
            Span("\n\nUse /leads to view details and take action."),
        ),
        ((view,), (why,)),
    )


def _step(state: LeadState, reminder: Reminder, length: int) -> tuple[Span, ...]:
    step = state.plan_number(reminder.id.plan_number).step(reminder.id.step_id)
    return (Span("\n\n📋 "), Span(f"Step {step.id}:", Style.BOLD), Span(f" {step.wording[:length]}"))
