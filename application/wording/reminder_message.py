"""The reminder, word for word as the design fixes it."""

from zoneinfo import ZoneInfo

from application.message import Button, Message, Span, Style
from application.wording import buttons
from application.wording.local_time import local_time
from domain.lead_state import LeadState
from domain.reminder import Reminder, ReminderStatus

MAX_TEXT_LENGTH = 200


def reminder_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation. ``state`` must hold the reminder's plan."""
    return Message(_spans(state, reminder), _buttons(reminder))


def told_reminder(state: LeadState, reminder: Reminder, zone: ZoneInfo) -> Message:
    """The same message after its button was pressed: it says what was done, and offers to undo it."""
    outcome = {
        ReminderStatus.COMPLETED: "✅ Done",
        ReminderStatus.SKIPPED: "⏭ Skipped",
        ReminderStatus.CANCELLED: "🗂 From an older plan",
        ReminderStatus.PENDING: f"⏰ Comes again {local_time(reminder.due_at, zone)}",
    }.get(reminder.status, "⬜ Open")
    is_closed = reminder.status in (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED)
    undo = _step_button("↩️ Undo", buttons.REOPEN, reminder)
    done = _step_button("✅ Done", buttons.DONE, reminder)
    act = () if reminder.status is ReminderStatus.CANCELLED else ((undo if is_closed else done,),)
    return Message((*_spans(state, reminder), Span(f"\n\n{outcome}", Style.BOLD)), (*act, (_view_lead(reminder),)))


def _spans(state: LeadState, reminder: Reminder) -> tuple[Span, ...]:
    name = state.prospect.name or f"Lead #{state.short_id}"
    step = state.plan_number(reminder.id.plan_number).step(reminder.id.step_id)
    return (
        Span(f"🔔 Engagement Step Due: {name}", Style.BOLD),
        Span("\n\n📋 "),
        Span(f"Step {step.id}:", Style.BOLD),
        Span(f" {step.wording[:MAX_TEXT_LENGTH]}\n\nUse /leads to view details and take action."),
    )


def _buttons(reminder: Reminder) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            _step_button("✅ Done", buttons.DONE, reminder),
            _step_button("⏰ Snooze 24h", buttons.SNOOZE, reminder),
            _step_button("⏭ Skip", buttons.SKIP, reminder),
        ),
        (_step_button("📝 View Full Draft", buttons.DRAFT, reminder),),
        (_view_lead(reminder),),
    )


def _step_button(label: str, verb: str, reminder: Reminder) -> Button:
    return Button(label, buttons.step_data(verb, reminder.id, reminder.generation))


def _view_lead(reminder: Reminder) -> Button:
    return Button("📋 View Lead", buttons.lead_data(buttons.VIEW, reminder.id.lead_id))
