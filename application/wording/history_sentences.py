"""The history of a lead in sentences, one for each event."""

from collections.abc import Callable
from datetime import datetime

from application.wording.phrases import counted, shortened
from domain.lead import events as happened
from domain.lead.events import Event
from domain.lead.state import LeadState
from domain.reminders.follow_ups import TOO_OLD
from domain.reminders.reminder import ReminderId, ReminderKind, ReminderStatus

NAME_LENGTH = 60
OPERATOR = "operator:"

Shows = Callable[[datetime], str]
"""A moment in the owner's zone and language."""


def sentence(event: Event, before: LeadState, shows: Shows) -> str:
    """Empty for a claim. ``before`` is the lead before the event."""
    return (
        _about_lead(event)
        or _about_prospect(event)
        or _about_step(event, shows)
        or _about_follow_ups(event, shows)
        or _about_message(event, before)
    )


def _about_lead(event: Event) -> str:
    match event:
        case happened.LeadCaptured():
            return f"{_who(event)} sent the note"
        case happened.PlanGenerated():
            plan = f"Plan {event.plan.number}" if event.plan.number > 1 else "Plan"
            return f"{plan} written ({counted(len(event.plan.steps), 'step')}, playbook {event.plan.playbook})"
        case happened.ProspectReplied():
            return f"{_who(event)} noted that they replied"
        case happened.LeadDeleted():
            return f"{_who(event)} deleted the lead"
        case happened.LeadRestored():
            return f"{_who(event)} restored the lead"
        case happened.LeadErased():
            return "Names, notes and texts were erased for good"
        case _:
            return ""


def _about_prospect(event: Event) -> str:
    match event:
        case happened.NoteCorrected():
            return f"{_who(event)} changed the note"
        case happened.NoteAdded():
            return f"{_who(event)} added: {shortened(event.note, NAME_LENGTH)}"
        case happened.NoteWithdrawn():
            return f"{_who(event)} took an added note back"
        case happened.ProspectCorrected():
            return f"{_who(event)} corrected the {event.field}"
        case happened.ProspectIdentified():
            names = ", ".join(name for name in (event.prospect.name, event.prospect.company) if name)
            return f"Found in the note: {shortened(names, NAME_LENGTH)}" if names else "Nobody's name is in the note"
        case _:
            return ""


def _about_step(event: Event, shows: Shows) -> str:
    match event:
        case happened.StepToggled(done=True):
            return f"{_who(event)} marked step {event.step_id} done"
        case happened.StepToggled():
            return f"{_who(event)} opened step {event.step_id} again"
        case happened.StepSkipped():
            return f"{_who(event)} skipped step {event.step_id}"
        case happened.StepSnoozed():
            return f"{_who(event)} put off the reminder for step {event.step_id} to {shows(event.due.at)}"
        case happened.StepRescheduled():
            moved, *others = event.dates.steps
            with_it = f", and {counted(len(others), 'step')} with it" if others else ""
            return f"{_who(event)} moved step {event.step_id} to {shows(moved.due.at)}{with_it}"
        case happened.DueTimesRederived():
            return f"{_rederived(len(event.rescheduled.reminders))}, to fit the settings"
        case _:
            return ""


def _about_follow_ups(event: Event, shows: Shows) -> str:
    match event:
        case happened.FollowUpScheduled():
            return f"Follow-up {event.count} set for {shows(event.due.at)}"
        case happened.FollowUpWithdrawn():
            return "The follow-up that waited was called off"
        case happened.FollowUpStopped() if event.reason == TOO_OLD:
            return "No more follow-ups: the lead is 60 days old"
        case happened.FollowUpStopped():
            return f"{_who(event)} stopped the follow-ups"
        case happened.FollowUpResumed():
            return f"{_who(event)} asked for follow-ups again"
        case _:
            return ""


def _about_message(event: Event, before: LeadState) -> str:
    match event:
        case happened.ReminderSent():
            outcome = _sent(event, before)
        case happened.ReminderFailed():
            outcome = "could not be delivered"
        case happened.ReminderUnconfirmed():
            outcome = "sent, and nobody knows whether it arrived"
        case happened.ReminderExpired():
            outcome = "was too late to be sent"
        case happened.ReminderRequeued():
            outcome = "is sent once more, by an operator"
        case happened.ReminderResolved():
            outcome = f"{'arrived' if event.delivered else 'did not arrive'}, an operator found"
        case _:
            return ""
    return f"{_message(event.reminder_id, event.generation, before)} {outcome}"


def _who(event: Event) -> str:
    """Without an operator's name."""
    return "An operator" if event.actor.startswith(OPERATOR) else "You"


def _rederived(reminders: int) -> str:
    if reminders == 0:
        return "The plan has other dates"
    return f"{counted(reminders, 'reminder')} {'comes at another time' if reminders == 1 else 'come at other times'}"


def _sent(event: happened.ReminderSent, before: LeadState) -> str:
    reminder = before.schedule.get(event.reminder_id)
    if reminder is None or reminder.generation != event.generation:
        return "sent"
    return "arrived after all" if reminder.status is ReminderStatus.UNCONFIRMED else "sent"


def _message(reminder_id: ReminderId, generation: int, before: LeadState) -> str:
    """Names all steps of the message."""
    if reminder_id.kind is ReminderKind.FOLLOW_UP:
        return "Follow-up"
    batch = (reminder_id, *(one.id for one in before.schedule.batched_with(reminder_id, generation)))
    *others, last = [str(one.step_id) for one in sorted(batch)]
    steps = f"steps {', '.join(others)} and {last}" if others else f"step {last}"
    is_present = before.plan is not None and before.plan.number == reminder_id.plan_number
    return f"Reminder for {steps}" if is_present else f"Reminder for {steps} of plan {reminder_id.plan_number}"
