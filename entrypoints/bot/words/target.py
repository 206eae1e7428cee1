"""The lead that a message is an answer to."""

from dataclasses import dataclass
from uuid import UUID

from application.errors import LeadNotFound
from application.use_cases import UseCases
from application.wording.callback_data import OnLead, OnReminder, OnStep, parse
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderId
from entrypoints.bot.incoming.values import Replied, Sent


@dataclass(frozen=True, slots=True)
class Target:
    """``reminder`` is what the message was about, or else that of the step which is to be done now; None without."""

    state: LeadState
    reminder: Reminder | None


async def target_of(message: Sent, use: UseCases, *, owner_id: int) -> Target | None:
    """None when it answers no message about a lead of theirs."""
    if message.replies_to is None:
        return None
    named = _named_by_buttons(message.replies_to)
    lead_id, reminder_id = named or (await _noted_in(message.chat.id, message.replies_to, use, owner_id), None)
    if lead_id is None:
        return None
    try:
        state = await use.queries.show(lead_id, owner_id)
    except LeadNotFound:
        return None
    return target_in(state, reminder_id)


def target_in(state: LeadState, reminder_id: ReminderId | None = None) -> Target:
    asked = state.schedule.get(reminder_id) if reminder_id else None
    return Target(state, asked or _present(state))


def _named_by_buttons(replied: Replied) -> tuple[UUID, ReminderId | None] | None:
    presses = [press for data in replied.buttons if (press := parse(data)) is not None]
    for press in presses:
        if isinstance(press, OnReminder):
            return press.reminder_id.lead_id, press.reminder_id
    for press in presses:
        if isinstance(press, OnLead):
            return press.lead_id, None
        if isinstance(press, OnStep):
            return press.reminder_id.lead_id, None
    return None


async def _noted_in(chat_id: int, replied: Replied, use: UseCases, owner_id: int) -> UUID | None:
    """The owner's own note that they reply to."""
    history = await use.corrections.history(chat_id, replied.message_id, owner_id=owner_id)
    return history.lead.lead_id if history else None


def _present(state: LeadState) -> Reminder | None:
    """Of the open step that its owner was told about last, else of the first open step."""
    plan = state.plan
    if plan is None:
        return None
    ids = [ReminderId(state.lead_id, plan.number, step.id) for step in plan.steps if step.is_open]
    reminders = [reminder for one in ids if (reminder := state.schedule.get(one)) is not None]
    told = [reminder for reminder in reminders if reminder.last_reminded_at is not None]
    return max(told, key=lambda one: one.last_reminded_at or state.captured_at) if told else next(iter(reminders), None)
