"""The names under which an account's events are stored: whoever changes one makes every database unreadable."""

from eventsourcing.utils import get_topic

from domain.account import events as account_events
from domain.account.account import Account

TOPICS = {
    "Event": "account.event",
    "Created": "account.created",
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


def test_every_event_keeps_the_topic_it_is_stored_under() -> None:
    nested = {name: value for name, value in vars(Account).items() if isinstance(value, type)}

    assert {name: get_topic(event) for name, event in nested.items()} == TOPICS


def test_the_aggregate_keeps_its_topic() -> None:
    assert get_topic(Account) == "account"


def test_no_event_is_left_out_of_the_account() -> None:
    defined = {name for name, value in vars(account_events).items() if _is_event(value)}

    assert defined == set(TOPICS)


def _is_event(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, account_events.Event)
