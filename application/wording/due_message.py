"""What is said when a reminder is due, whatever it is about."""

from collections.abc import Sequence

from application.delivery.message import Button, Message, Span, Style
from application.wording import buttons
from application.wording.follow_up_message import follow_up_message
from application.wording.reminder_message import MAX_TEXT_LENGTH, reminder_message
from domain.lead_state import LeadState
from domain.reminder import Reminder, ReminderKind

MAX_TEXTS_LENGTH = 3000
"""Characters of all steps together: a message of Telegram's holds 4096."""


def due_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation, and about those that were claimed together with it."""
    if reminder.id.kind is ReminderKind.FOLLOW_UP:
        return follow_up_message(state, reminder)
    others = state.schedule.told_with(reminder.id, reminder.generation)
    return _late_message(state, reminder, others) if others else reminder_message(state, reminder)


def _late_message(state: LeadState, reminder: Reminder, others: Sequence[Reminder]) -> Message:
    """Steps whose plan came late, in one message instead of a burst."""
    name = state.prospect.name or f"Lead #{state.short_id}"
    told = sorted([reminder, *others], key=lambda one: one.id)
    length = min(MAX_TEXT_LENGTH, MAX_TEXTS_LENGTH // len(told))
    steps = [span for one in told for span in _step(state, one, length)]
    view = Button("📋 View Lead", buttons.step_data(buttons.VIEW, reminder.id, reminder.generation))
    why = Button("❓ Why now?", buttons.step_data(buttons.WHY, reminder.id, reminder.generation))
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
