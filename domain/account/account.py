"""The account: one owner, how they want to be reminded, and whether they can be reached."""

from datetime import date, datetime, time, timedelta
from typing import Self, cast
from uuid import UUID, uuid5
from zoneinfo import available_timezones

from eventsourcing.domain import Aggregate

from domain.account import events as account_events
from domain.account.preferences import Preferences
from domain.account.state import AccountState, evolve, initial_state
from domain.errors import NoWorkingDays, PauseRefused, SendTimeIsQuiet, UnknownZone
from domain.worktime import QuietHours

ACCOUNTS_NAMESPACE = UUID("0d6c3f0e-4b0b-4f57-9b0e-6f0a3f8f7c55")
LONGEST_PAUSE = timedelta(days=366)


def account_id_of(owner_id: int) -> UUID:
    return uuid5(ACCOUNTS_NAMESPACE, str(owner_id))


class Account(Aggregate, created_event_name="AccountOpened"):
    """Each command triggers at most one event, and none when it is so already. Time is told by ``at``."""

    TOPIC = "account"

    class Event(account_events.Event):
        def apply(self, aggregate: "Account") -> None:
            if isinstance(self, account_events.AccountOpened):
                aggregate.state = initial_state(self)
            else:
                aggregate.state = evolve(aggregate.state, self)

    Created = account_events.Created
    AccountOpened = account_events.AccountOpened
    TimeZoneConfirmed = account_events.TimeZoneConfirmed
    SendTimeChosen = account_events.SendTimeChosen
    QuietHoursChosen = account_events.QuietHoursChosen
    WorkingDaysChosen = account_events.WorkingDaysChosen
    HolidayCountryChosen = account_events.HolidayCountryChosen
    LanguageChosen = account_events.LanguageChosen
    FollowUpsSwitched = account_events.FollowUpsSwitched
    RemindersPaused = account_events.RemindersPaused
    RemindersResumed = account_events.RemindersResumed
    ChatLost = account_events.ChatLost
    ChatRegained = account_events.ChatRegained
    ChatMoved = account_events.ChatMoved

    def __init__(self) -> None:
        self.state: AccountState  # the first event gives it

    @classmethod
    def open(cls, owner_id: int, *, chat_id: int, preferences: Preferences, at: datetime) -> Self:
        return cls._create(
            cls.AccountOpened,
            id=account_id_of(owner_id),
            timestamp=at,
            owner_id=owner_id,
            chat_id=chat_id,
            preferences=preferences,
        )

    def confirm_zone(self, zone: str, *, at: datetime) -> None:
        """Raises ``UnknownZone`` for a name that the zone data does not have."""
        if zone not in available_timezones():
            raise UnknownZone(zone)
        if zone != self._preferences.zone or self.state.zone_confirmed_at is None:
            self.trigger_event(self.TimeZoneConfirmed, timestamp=at, zone=zone)

    def choose_send_time(self, send_time: time, *, at: datetime) -> None:
        """Raises ``SendTimeIsQuiet``."""
        _refuse_quiet_send_time(send_time, self._preferences.quiet_hours)
        if send_time != self._preferences.send_time:
            self.trigger_event(self.SendTimeChosen, timestamp=at, send_time=send_time)

    def choose_quiet_hours(self, quiet_hours: QuietHours | None, *, at: datetime) -> None:
        """None for none. Raises ``SendTimeIsQuiet``."""
        _refuse_quiet_send_time(self._preferences.send_time, quiet_hours)
        if quiet_hours != self._preferences.quiet_hours:
            self.trigger_event(self.QuietHoursChosen, timestamp=at, quiet_hours=quiet_hours)

    def choose_working_days(self, working_days: frozenset[int], *, at: datetime) -> None:
        """Raises ``NoWorkingDays``."""
        if not working_days or not working_days <= frozenset(range(7)):
            raise NoWorkingDays(working_days)
        if working_days != self._preferences.working_days:
            self.trigger_event(self.WorkingDaysChosen, timestamp=at, working_days=working_days)

    def choose_holidays(self, country: str, *, at: datetime) -> None:
        if country != self._preferences.holiday_country:
            self.trigger_event(self.HolidayCountryChosen, timestamp=at, country=country)

    def choose_language(self, language: str, *, at: datetime) -> None:
        if language != self._preferences.language:
            self.trigger_event(self.LanguageChosen, timestamp=at, language=language)

    def switch_follow_ups(self, *, on: bool, at: datetime) -> None:
        if on is not self._preferences.follow_ups:
            self.trigger_event(self.FollowUpsSwitched, timestamp=at, on=on)

    def pause(self, *, until: date, today: date, at: datetime) -> None:
        """``today`` is the owner's. Raises ``PauseRefused`` for a day that is not ahead, or is more than a year."""
        if not today < until <= today + LONGEST_PAUSE:
            raise PauseRefused(until)
        if until != self.state.paused_until:
            self.trigger_event(self.RemindersPaused, timestamp=at, until=until)

    def resume(self, *, at: datetime) -> None:
        if self.state.paused_until is not None:
            self.trigger_event(self.RemindersResumed, timestamp=at)

    # Whether the owner can be reached is a fact: it is recorded, not decided.

    def record_chat_lost(self, reason: str, *, at: datetime) -> None:
        if self.state.unreachable_since is None:
            self.trigger_event(self.ChatLost, timestamp=at, reason=reason)

    def record_chat_regained(self, *, at: datetime) -> None:
        if self.state.unreachable_since is not None:
            self.trigger_event(self.ChatRegained, timestamp=at)

    def record_chat_moved(self, chat_id: int, *, at: datetime) -> None:
        if chat_id != self.state.chat_id:
            self.trigger_event(self.ChatMoved, timestamp=at, chat_id=chat_id)

    def take_events(self) -> list[account_events.Event]:
        """What was decided since the last time, to be recorded."""
        return [cast(account_events.Event, event) for event in self.collect_events()]  # all of ours derive from it

    @property
    def _preferences(self) -> Preferences:
        return self.state.preferences


def _refuse_quiet_send_time(send_time: time, quiet_hours: QuietHours | None) -> None:
    if quiet_hours is not None and quiet_hours.contains(send_time):
        raise SendTimeIsQuiet(send_time)
