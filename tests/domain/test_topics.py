"""The names under which events are stored: whoever changes one here makes every database unreadable."""

from eventsourcing.utils import get_topic

from domain.lead import events as lead_events
from domain.lead.lead import Lead

TOPICS = {
    "Event": "lead.event",
    "Created": "lead.created",
    "LeadCaptured": "lead.lead_captured",
    "ProspectIdentified": "lead.prospect_identified",
    "PlanGenerated": "lead.plan_generated",
    "StepToggled": "lead.step_toggled",
    "StepSkipped": "lead.step_skipped",
    "StepSnoozed": "lead.step_snoozed",
    "StepRescheduled": "lead.step_rescheduled",
    "DueTimesRederived": "lead.due_times_rederived",
    "ProspectReplied": "lead.prospect_replied",
    "FollowUpScheduled": "lead.follow_up_scheduled",
    "FollowUpWithdrawn": "lead.follow_up_withdrawn",
    "FollowUpStopped": "lead.follow_up_stopped",
    "FollowUpResumed": "lead.follow_up_resumed",
    "ReminderClaimed": "lead.reminder_claimed",
    "ReminderSent": "lead.reminder_sent",
    "ReminderFailed": "lead.reminder_failed",
    "ReminderUnconfirmed": "lead.reminder_unconfirmed",
    "ReminderExpired": "lead.reminder_expired",
    "ReminderRequeued": "lead.reminder_requeued",
    "ReminderResolved": "lead.reminder_resolved",
    "LeadDeleted": "lead.lead_deleted",
    "LeadErased": "lead.lead_erased",
    "LeadRestored": "lead.lead_restored",
}


def test_every_event_keeps_the_topic_it_is_stored_under() -> None:
    nested = {name: value for name, value in vars(Lead).items() if isinstance(value, type)}

    assert {name: get_topic(event) for name, event in nested.items()} == TOPICS


def test_the_aggregate_keeps_its_topic() -> None:
    assert get_topic(Lead) == "lead"


def test_no_event_is_left_out_of_the_lead() -> None:
    defined = {name for name, value in vars(lead_events).items() if _is_event(value)}

    assert defined == set(TOPICS)


def _is_event(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, lead_events.Event)
