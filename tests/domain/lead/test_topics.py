"""The names under which events are stored: another name makes every database unreadable."""

import re

from application.audit.event_query import TOPICS
from domain.account.account import Account
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent

LEAD_TOPICS = """
    lead_captured note_added note_corrected note_withdrawn prospect_corrected prospect_identified plan_generated
    step_toggled step_skipped step_snoozed step_rescheduled due_times_rederived prospect_replied
    follow_up_scheduled follow_up_withdrawn follow_up_stopped follow_up_resumed reminder_claimed reminder_sent
    reminder_failed reminder_unconfirmed reminder_expired reminder_requeued reminder_resolved lead_deleted
    lead_erased lead_restored
"""
ACCOUNT_TOPICS = """
    account_opened time_zone_confirmed send_time_chosen quiet_hours_chosen working_days_chosen
    holiday_country_chosen language_chosen follow_ups_switched reminders_paused reminders_resumed chat_lost
    chat_regained chat_moved account_admitted account_blocked account_unblocked
"""
GENERAL = {"event", "lead.event", "lead.created", "account.event", "account.created"}
"""Of the classes that events derive from: never recorded."""


def test_every_event_keeps_the_topic_it_is_stored_under() -> None:
    lead_topics = {f"lead.{name}" for name in LEAD_TOPICS.split()}
    account_topics = {f"account.{name}" for name in ACCOUNT_TOPICS.split()}

    assert set(TOPICS.values()) == lead_topics | account_topics
    assert all(topic.endswith(_snake(name)) for name, topic in TOPICS.items())


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


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
