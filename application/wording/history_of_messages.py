"""What became of a lead's reminders on their way, each in one sentence for its owner."""

from domain import lead_events as happened
from domain.lead_events import Event
from domain.lead_state import LeadState
from domain.reminder import ReminderId, ReminderKind, ReminderStatus


def message_sentence(event: Event, before: LeadState) -> str:
    """Empty for what is no news of a message. ``before`` is the lead as the event found it."""
    match event:
        case happened.ReminderSent():
            return f"{_subject(event, before)} {_sent(event, before)}"
        case happened.ReminderFailed():
            return f"{_subject(event, before)} could not be delivered"
        case happened.ReminderUnconfirmed():
            return f"{_subject(event, before)} sent, and nobody knows whether it arrived"
        case happened.ReminderExpired():
            return f"{_subject(event, before)} was too late to be sent"
        case happened.ReminderRequeued():
            return f"{_subject(event, before)} is sent once more, by an operator"
        case happened.ReminderResolved():
            return f"{_subject(event, before)} {'arrived' if event.delivered else 'did not arrive'}, an operator found"
        case _:
            return ""


News = (
    happened.ReminderSent
    | happened.ReminderFailed
    | happened.ReminderUnconfirmed
    | happened.ReminderExpired
    | happened.ReminderRequeued
    | happened.ReminderResolved
)


def _sent(event: happened.ReminderSent, before: LeadState) -> str:
    reminder = before.schedule.get(event.reminder_id)
    if reminder is None or reminder.generation != event.generation:
        return "sent"
    return "arrived after all" if reminder.status is ReminderStatus.UNCONFIRMED else "sent"


def _subject(event: News, before: LeadState) -> str:
    """A reminder with all steps of which its message speaks."""
    if event.reminder_id.kind is ReminderKind.FOLLOW_UP:
        return "Follow-up"
    others = [one.id for one in before.schedule.told_with(event.reminder_id, event.generation)]
    steps = [str(one.step_id) for one in sorted((event.reminder_id, *others))]
    return f"Reminder for {_steps(steps)}{_of_plan(event.reminder_id, before)}"


def _steps(numbers: list[str]) -> str:
    *others, last = numbers
    return f"steps {', '.join(others)} and {last}" if others else f"step {last}"


def _of_plan(reminder_id: ReminderId, before: LeadState) -> str:
    is_present = before.plan is not None and before.plan.number == reminder_id.plan_number
    return "" if is_present else f" of plan {reminder_id.plan_number}"
