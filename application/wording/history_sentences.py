"""What has happened to a lead, each thing in one sentence that its owner would say.

Left out is ``ReminderClaimed``: it is the first half of sending, and what became of the message has a sentence of its
own.
"""

from collections.abc import Callable
from datetime import datetime

from application.wording.history_of_messages import message_sentence
from application.wording.lead_card import shortened
from domain import lead_events as happened
from domain.follow_ups import TOO_OLD
from domain.lead_events import Event
from domain.lead_state import LeadState

NAME_LENGTH = 60
OPERATOR = "operator:"

Shows = Callable[[datetime], str]
"""A moment in the owner's zone and language."""


def sentence(event: Event, before: LeadState, shows: Shows) -> str:
    """Empty for what is left out. ``before`` is the lead as the event found it."""
    return (
        _about_lead(event)
        or _about_step(event, shows)
        or _about_follow_ups(event, shows)
        or message_sentence(event, before)
    )


def _about_lead(event: Event) -> str:
    match event:
        case happened.LeadCaptured():
            return f"{_who(event)} sent the note"
        case happened.ProspectIdentified():
            names = ", ".join(name for name in (event.prospect.name, event.prospect.company) if name)
            return f"Found in the note: {shortened(names, NAME_LENGTH)}" if names else "Nobody's name is in the note"
        case happened.PlanGenerated():
            plan = f"Plan {event.plan.number}" if event.plan.number > 1 else "Plan"
            return f"{plan} written ({_many('step', len(event.plan.steps))}, playbook {event.plan.playbook})"
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
            with_it = f", and {_many('step', len(others))} with it" if others else ""
            return f"{_who(event)} moved step {event.step_id} to {shows(moved.due.at)}{with_it}"
        case happened.DueTimesRederived():
            return f"{_rederived(len(event.rearmed.reminders))}, to fit the settings"
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


def _who(event: Event) -> str:
    """An operator's name is of no use to an owner."""
    return "An operator" if event.actor.startswith(OPERATOR) else "You"


def _rederived(reminders: int) -> str:
    if reminders == 0:
        return "The plan has other dates"
    return f"{_many('reminder', reminders)} {'comes at another time' if reminders == 1 else 'come at other times'}"


def _many(what: str, count: int) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
