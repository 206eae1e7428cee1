"""Messages of due reminders: of one step, of several late steps together, or a follow-up."""

from collections.abc import Sequence

from application.delivery.message import Button, Message, Span, Style
from application.wording.callback_data import Verb
from application.wording.follow_up import FOOT, MAX_TEXT_LENGTH, called, follow_up_message, reminder_button
from application.wording.timing_phrases import moved_from_choice
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderKind, ReminderStatus

MAX_TEXTS_LENGTH = 3000
"""Characters of all steps together: a message of Telegram's holds 4096."""


def due_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation, and about the reminders that are batched with it."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return follow_up_message(state, reminder)
    others = state.schedule.batched_with(reminder.id, reminder.generation)
    return _late_message(state, reminder, others) if others else reminder_message(state, reminder)


def reminder_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation. ``state`` must have the reminder's plan."""

    def button(label: str, verb: Verb) -> Button:
        return reminder_button(label, verb, reminder.id, reminder.generation)

    rows = (
        (button("✅ Done", Verb.DONE), button("⏰ Snooze 24h", Verb.SNOOZE), button("⏭ Skip", Verb.SKIP)),
        (button("📝 View Full Draft", Verb.DRAFT),),
        (button("📋 View Lead", Verb.VIEW),),
        (button("⏰ Later…", Verb.LATER), button("❓ Why now?", Verb.WHY)),
    )
    return Message(reminder_spans(state, reminder), rows)


def answered_reminder(state: LeadState, reminder: Reminder, clock: WallClock, *, generation: int) -> Message:
    """The same message after its button was pressed: it says what was done, and offers to undo it.

    ``generation`` is of the message, and may not be the present one. Its buttons keep it, since a press on them proves
    the arrival of this message and of no later one.
    """
    outcome = {
        ReminderStatus.COMPLETED: "✅ Done",
        ReminderStatus.SKIPPED: "⏭ Skipped",
        ReminderStatus.CANCELLED: "🗂 From an older plan",
        ReminderStatus.PENDING: f"⏰ Comes again {clock.shows(reminder.due_at)}",
        ReminderStatus.EXPIRED: f"⏰ Overdue since {clock.shows(reminder.due_at)}",
    }.get(reminder.status, "⬜ Open")
    is_closed = reminder.status in (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED)
    label, verb = ("↩️ Undo", Verb.REOPEN) if is_closed else ("✅ Done", Verb.DONE)
    act = ((reminder_button(label, verb, reminder.id, generation),),)
    view = ((reminder_button("📋 View Lead", Verb.VIEW, reminder.id, generation),),)
    said = Span(f"\n\n{outcome}", Style.BOLD)
    return Message(
        (*reminder_spans(state, reminder), said, *_explained(reminder)),
        view if reminder.status is ReminderStatus.CANCELLED else act + view,
    )


def reminder_spans(state: LeadState, reminder: Reminder) -> tuple[Span, ...]:
    heading = Span(f"🔔 Engagement Step Due: {called(state)}", Style.BOLD)
    return (heading, *_step(state, reminder, MAX_TEXT_LENGTH, end=FOOT))


def _explained(reminder: Reminder) -> tuple[Span, ...]:
    """When it comes again at another time than the owner chose."""
    because = moved_from_choice(reminder.due) if reminder.status is ReminderStatus.PENDING else ""
    return (Span(f"\n{because}"),) if because else ()


def _late_message(state: LeadState, reminder: Reminder, others: Sequence[Reminder]) -> Message:
    """Steps whose plan came late, in one message instead of a burst."""
    batch = sorted([reminder, *others], key=lambda one: one.id)
    length = min(MAX_TEXT_LENGTH, MAX_TEXTS_LENGTH // len(batch))
    view = reminder_button("📋 View Lead", Verb.VIEW, reminder.id, reminder.generation)
    why = reminder_button("❓ Why now?", Verb.WHY, reminder.id, reminder.generation)
    return Message(
        (
            Span(f"🔔 {len(batch)} Engagement Steps Due: {called(state)}", Style.BOLD),
            Span("\n\nTheir time has passed, so they come together."),
            *(span for one in batch for span in _step(state, one, length)),
            Span(FOOT),
        ),
        ((view,), (why,)),
    )


def _step(state: LeadState, reminder: Reminder, length: int, *, end: str = "") -> tuple[Span, ...]:
    step = state.plan_number(reminder.id.plan_number).step(reminder.id.step_id)
    return (Span("\n\n📋 "), Span(f"Step {step.id}:", Style.BOLD), Span(f" {step.wording[:length]}{end}"))
