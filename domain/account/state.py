"""The state of an account after its events: ``evolve`` folds one more in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from domain.account import events as happened
from domain.account.events import Event
from domain.account.preferences import Preferences
from domain.recorded_event import EventHeader


@dataclass(frozen=True, slots=True)
class AccountState:
    """``zone_confirmed_at`` is None while only the operator's default says where the owner is.

    ``paused_until`` is the first day on which reminders come again, ``unreachable_since`` when the owner was lost,
    ``admitted_at`` when they came with an invitation, ``blocked_since`` when an operator began to keep them out.
    """

    account_id: UUID
    bot_id: int
    owner_id: int
    chat_id: int
    preferences: Preferences
    opened_at: datetime
    changed_at: datetime
    version: int = 1
    zone_confirmed_at: datetime | None = None
    paused_until: date | None = None
    unreachable_since: datetime | None = None
    admitted_at: datetime | None = None
    blocked_since: datetime | None = None

    def next_header(self, at: datetime) -> EventHeader:
        """Return the header of the event that follows at ``at``."""
        return self.account_id, self.version + 1, at


def fold(history: Iterable[Event]) -> AccountState:
    """``history`` is one account's, whole and in order; Raise ``ValueError`` for an empty one."""
    state: AccountState | None = None
    for event in history:
        if isinstance(event, happened.AccountOpened):
            state = initial_state(event)
        else:
            state = evolve(_require_opened(state), event)
    return _require_opened(state)


def initial_state(event: happened.AccountOpened) -> AccountState:
    return AccountState(
        account_id=event.originator_id,
        bot_id=event.bot_id,
        owner_id=event.owner_id,
        chat_id=event.chat_id,
        preferences=event.preferences,
        opened_at=event.timestamp,
        changed_at=event.timestamp,
    )


def evolve(state: AccountState, event: Event) -> AccountState:
    return replace(_changed(state, event), version=event.originator_version, changed_at=event.timestamp)


def _changed(state: AccountState, event: Event) -> AccountState:
    match event:
        case happened.RemindersPaused():
            return replace(state, paused_until=event.until)
        case happened.RemindersResumed():
            return replace(state, paused_until=None)
        case happened.ChatLost():
            return replace(state, unreachable_since=event.timestamp)
        case happened.ChatRegained():
            return replace(state, unreachable_since=None)
        case happened.AccountAdmitted():
            return replace(state, admitted_at=event.timestamp)
        case happened.AccountBlocked():
            return replace(state, blocked_since=event.timestamp)
        case happened.AccountUnblocked():
            return replace(state, blocked_since=None)
        case happened.ChatMoved():
            return replace(state, chat_id=event.chat_id)
        case happened.TimeZoneConfirmed():
            preferences = replace(state.preferences, zone=event.zone)
            return replace(state, preferences=preferences, zone_confirmed_at=event.timestamp)
        case _:
            return replace(state, preferences=_preferred(state.preferences, event))


def _preferred(preferences: Preferences, event: Event) -> Preferences:
    match event:
        case happened.SendTimeChosen():
            return replace(preferences, send_time=event.send_time)
        case happened.QuietHoursChosen():
            return replace(preferences, quiet_hours=event.quiet_hours)
        case happened.WorkingDaysChosen():
            return replace(preferences, working_days=event.working_days)
        case happened.HolidayCountryChosen():
            return replace(preferences, holiday_country=event.country)
        case happened.LanguageChosen():
            return replace(preferences, language=event.language)
        case happened.FollowUpsSwitched():
            return replace(preferences, follow_ups=event.on)
        case _:
            raise TypeError(f"{type(event).__name__} is not an event that an account's state knows")


def _require_opened(state: AccountState | None) -> AccountState:
    if state is None:
        raise ValueError("an account's history starts with AccountOpened")
    return state
