"""The reminder, word for word as the design fixes it."""

from application.message import Button, Message, Span, Style
from application.wording import buttons
from domain.lead_state import LeadState
from domain.reminder import Reminder, ReminderId

MAX_TEXT_LENGTH = 200


def reminder_message(state: LeadState, reminder: Reminder) -> Message:
    """The message about the reminder's present generation. ``state`` must hold the reminder's plan."""
    name = state.prospect.name or f"Lead #{state.short_id}"
    step = state.plans[reminder.id.plan_number - 1].step(reminder.id.step_id)
    return Message(
        spans=(
            Span(f"🔔 Engagement Step Due: {name}", Style.BOLD),
            Span("\n\n📋 "),
            Span(f"Step {step.id}:", Style.BOLD),
            Span(f" {step.wording[:MAX_TEXT_LENGTH]}\n\nUse /leads to view details and take action."),
        ),
        buttons=_buttons(reminder.id, reminder.generation),
    )


def _buttons(reminder_id: ReminderId, generation: int) -> tuple[tuple[Button, ...], ...]:
    def step(label: str, verb: str) -> Button:
        return Button(label, buttons.step_data(verb, reminder_id, generation))

    return (
        (step("✅ Done", buttons.DONE), step("⏰ Snooze 24h", buttons.SNOOZE), step("⏭ Skip", buttons.SKIP)),
        (step("📝 View Full Draft", buttons.DRAFT),),
        (Button("📋 View Lead", buttons.lead_data(buttons.LEAD, reminder_id.lead_id)),),
    )
