"""The events of an account. These topics and fields are the format on disk: they are never changed."""

from dataclasses import dataclass
from datetime import date, time

from eventsourcing.domain import Aggregate

from domain.account.preferences import Preferences
from domain.recorded_event import RecordedEvent
from domain.worktime import QuietHours


@dataclass(frozen=True)
class Event(RecordedEvent):
    TOPIC = "account.event"


@dataclass(frozen=True)
class Created(Event, Aggregate.Created):
    TOPIC = "account.created"


@dataclass(frozen=True)
class AccountOpened(Created):
    """``preferences`` are the defaults of that day; none of them is the owner's word yet."""

    TOPIC = "account.account_opened"
    bot_id: int
    owner_id: int
    chat_id: int
    preferences: Preferences


@dataclass(frozen=True)
class TimeZoneConfirmed(Event):
    """The owner saw the present time of that zone and said that it is theirs."""

    TOPIC = "account.time_zone_confirmed"
    zone: str


@dataclass(frozen=True)
class SendTimeChosen(Event):
    """When reminders come that have a day and no time."""

    TOPIC = "account.send_time_chosen"
    send_time: time


@dataclass(frozen=True)
class QuietHoursChosen(Event):
    """When no reminder comes; None is at no time."""

    TOPIC = "account.quiet_hours_chosen"
    quiet_hours: QuietHours | None


@dataclass(frozen=True)
class WorkingDaysChosen(Event):
    """On which days reminders come: 0 is Monday."""

    TOPIC = "account.working_days_chosen"
    working_days: frozenset[int]


@dataclass(frozen=True)
class HolidayCountryChosen(Event):
    """Empty: the owner works on holidays."""

    TOPIC = "account.holiday_country_chosen"
    country: str


@dataclass(frozen=True)
class LanguageChosen(Event):
    """In which language dates are written."""

    TOPIC = "account.language_chosen"
    language: str


@dataclass(frozen=True)
class FollowUpsSwitched(Event):
    """Whether quiet leads are brought up again."""

    TOPIC = "account.follow_ups_switched"
    on: bool


@dataclass(frozen=True)
class RemindersPaused(Event):
    """No reminder is due before the owner's send time on ``until``."""

    TOPIC = "account.reminders_paused"
    until: date


@dataclass(frozen=True)
class RemindersResumed(Event):
    """The pause ended before its day."""

    TOPIC = "account.reminders_resumed"


@dataclass(frozen=True)
class ChatLost(Event):
    """The owner cannot be written to any more."""

    TOPIC = "account.chat_lost"
    reason: str


@dataclass(frozen=True)
class ChatRegained(Event):
    """The owner can be written to again."""

    TOPIC = "account.chat_regained"


@dataclass(frozen=True)
class ChatMoved(Event):
    """Telegram gave the chat a new id."""

    TOPIC = "account.chat_moved"
    chat_id: int


@dataclass(frozen=True)
class AccountAdmitted(Event):
    """The person came with an invitation."""

    TOPIC = "account.account_admitted"
    invitation_id: int


@dataclass(frozen=True)
class AccountBlocked(Event):
    """An operator keeps the person out."""

    TOPIC = "account.account_blocked"
    reason: str


@dataclass(frozen=True)
class AccountUnblocked(Event):
    """An operator lets the person in again."""

    TOPIC = "account.account_unblocked"
    reason: str
