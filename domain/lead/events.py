"""The events of a lead. These topics and fields are the format on disk: they are never changed.

An event carries the decision, never the request. New meaning is a new event, or a ``class_version`` with an upcast.
Events about the prospect are in ``prospect_events``, about the delivery of reminders in ``delivery_events``.
"""

from dataclasses import KW_ONLY, dataclass

from domain.due_time import DueTime
from domain.lead.delivery_events import (
    ReminderClaimed,
    ReminderExpired,
    ReminderFailed,
    ReminderRequeued,
    ReminderResolved,
    ReminderSent,
    ReminderUnconfirmed,
)
from domain.lead.event_base import Created, Event
from domain.lead.prospect_events import (
    LeadCaptured,
    NoteAdded,
    NoteCorrected,
    NoteWithdrawn,
    ProspectCorrected,
    ProspectIdentified,
)
from domain.plan.plan import Plan
from domain.plan.step_dates import StepDates
from domain.reminders.schedule import RescheduledReminders

__all__ = [
    "Created",
    "DueTimesRederived",
    "Event",
    "FollowUpResumed",
    "FollowUpScheduled",
    "FollowUpStopped",
    "FollowUpWithdrawn",
    "LeadCaptured",
    "LeadDeleted",
    "LeadErased",
    "LeadRestored",
    "NoteAdded",
    "NoteCorrected",
    "NoteWithdrawn",
    "PlanGenerated",
    "ProspectCorrected",
    "ProspectIdentified",
    "ProspectReplied",
    "ReminderClaimed",
    "ReminderExpired",
    "ReminderFailed",
    "ReminderRequeued",
    "ReminderResolved",
    "ReminderSent",
    "ReminderUnconfirmed",
    "StepRescheduled",
    "StepSkipped",
    "StepSnoozed",
    "StepToggled",
]


@dataclass(frozen=True)
class PlanGenerated(Event):
    """The plan that the planner made, with the due time of each step."""

    TOPIC = "lead.plan_generated"
    plan: Plan


@dataclass(frozen=True)
class StepToggled(Event):
    """``rescheduled`` is the reminder of a reopened step; None when the step was marked done."""

    TOPIC = "lead.step_toggled"
    step_id: int
    done: bool
    _: KW_ONLY
    rescheduled: RescheduledReminders | None = None


@dataclass(frozen=True)
class StepSkipped(Event):
    """The owner will not do this step."""

    TOPIC = "lead.step_skipped"
    step_id: int


@dataclass(frozen=True)
class StepSnoozed(Event):
    """The owner put the reminder off; the step itself keeps its time."""

    TOPIC = "lead.step_snoozed"
    step_id: int
    due: DueTime
    generation: int


@dataclass(frozen=True)
class StepRescheduled(Event):
    """The owner moved ``step_id``; ``dates`` are the steps that went with it too, ``rescheduled`` their reminders."""

    TOPIC = "lead.step_rescheduled"
    step_id: int
    dates: StepDates
    rescheduled: RescheduledReminders


@dataclass(frozen=True)
class DueTimesRederived(Event):
    """Reminders that had not been sent are due anew. ``cause``: the owner's ``zone``, ``working hours`` or ``pause``
    changed, or a reminder was ``put back`` after that."""

    TOPIC = "lead.due_times_rederived"
    cause: str
    dates: StepDates
    rescheduled: RescheduledReminders


@dataclass(frozen=True)
class ProspectReplied(Event):
    """The owner says that the prospect has answered their steps of plan ``plan_number``."""

    TOPIC = "lead.prospect_replied"
    plan_number: int


@dataclass(frozen=True)
class FollowUpScheduled(Event):
    """``number`` names it among the lead's follow-ups for all time; ``count`` is how many there were since the last
    activity, with this one."""

    TOPIC = "lead.follow_up_scheduled"
    number: int
    count: int
    due: DueTime


@dataclass(frozen=True)
class FollowUpWithdrawn(Event):
    """The pending follow-up is cancelled; a later one may be scheduled."""

    TOPIC = "lead.follow_up_withdrawn"
    number: int
    reason: str


@dataclass(frozen=True)
class FollowUpStopped(Event):
    """There are none any more, unless they are resumed."""

    TOPIC = "lead.follow_up_stopped"
    reason: str


@dataclass(frozen=True)
class FollowUpResumed(Event):
    """Follow-ups may be scheduled again."""

    TOPIC = "lead.follow_up_resumed"


@dataclass(frozen=True)
class LeadDeleted(Event):
    """The owner deleted the lead: no reminder of it comes, unless it is restored."""

    TOPIC = "lead.lead_deleted"


@dataclass(frozen=True)
class LeadErased(Event):
    """Its key was destroyed in the same transaction: the people's words in its events cannot be read any more."""

    TOPIC = "lead.lead_erased"
    reason: str


@dataclass(frozen=True)
class LeadRestored(Event):
    """The owner took the deletion back; ``rescheduled`` are the reminders that come again."""

    TOPIC = "lead.lead_restored"
    rescheduled: RescheduledReminders
