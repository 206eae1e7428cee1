"""The names under which events are stored: whoever changes one here makes every database unreadable."""

from application.audit.event_query import TOPICS
from domain.account.account import Account
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent

LEAD_TOPICS = {
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
ACCOUNT_TOPICS = {
    "AccountOpened": "account.account_opened",
    "TimeZoneConfirmed": "account.time_zone_confirmed",
    "SendTimeChosen": "account.send_time_chosen",
    "QuietHoursChosen": "account.quiet_hours_chosen",
    "WorkingDaysChosen": "account.working_days_chosen",
    "HolidayCountryChosen": "account.holiday_country_chosen",
    "LanguageChosen": "account.language_chosen",
    "FollowUpsSwitched": "account.follow_ups_switched",
    "RemindersPaused": "account.reminders_paused",
    "RemindersResumed": "account.reminders_resumed",
    "ChatLost": "account.chat_lost",
    "ChatRegained": "account.chat_regained",
    "ChatMoved": "account.chat_moved",
}
GENERAL = {"event", "lead.event", "lead.created", "account.event", "account.created"}
"""Of the classes that events derive from: never recorded."""


def test_every_event_keeps_the_topic_it_is_stored_under() -> None:
    assert TOPICS == LEAD_TOPICS | ACCOUNT_TOPICS


def test_no_event_is_left_out_of_the_kinds() -> None:
    assert _topics_from(RecordedEvent) == {*TOPICS.values(), *GENERAL}


def test_the_aggregates_keep_their_topics() -> None:
    assert (Lead.TOPIC, Account.TOPIC) == ("lead", "account")


def _topics_from(kind: type[RecordedEvent]) -> set[str]:
    """Of the domain's own: a test may define others."""
    below = {
        topic for one in kind.__subclasses__() if one.__module__.startswith("domain.") for topic in _topics_from(one)
    }
    return below | {kind.TOPIC}
