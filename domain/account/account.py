"""The account: one owner, how they want to be reminded, and whether they can be reached."""

from datetime import datetime
from typing import Self
from uuid import UUID, uuid5

from domain.account import events as account_events
from domain.account.events import AccountOpened
from domain.account.preferences import Preferences
from domain.account.state import AccountState, evolve, initial_state
from domain.aggregate import RecordingAggregate

ACCOUNTS_NAMESPACE = UUID("0d6c3f0e-4b0b-4f57-9b0e-6f0a3f8f7c55")


def account_id_of(bot_id: int, owner_id: int) -> UUID:
    """An owner has an account with each bot."""
    return uuid5(ACCOUNTS_NAMESPACE, f"{bot_id}:{owner_id}")


class Account(RecordingAggregate[account_events.Event]):
    TOPIC = "account"
    FOLD = 1
    Event = account_events.Event  # without Event and Created the library makes its own
    Created = account_events.Created

    def __init__(self) -> None:
        self.state: AccountState  # set by the first event

    @classmethod
    def open(cls, bot_id: int, owner_id: int, *, chat_id: int, preferences: Preferences, at: datetime) -> Self:
        opened = AccountOpened(
            account_id_of(bot_id, owner_id),
            cls.INITIAL_VERSION,
            at,
            cls.TOPIC,
            bot_id=bot_id,
            owner_id=owner_id,
            chat_id=chat_id,
            preferences=preferences,
        )
        return cls.begun_by(opened)

    def evolve(self, event: account_events.Event) -> None:
        """Called by an event that is applied."""
        self.state = initial_state(event) if isinstance(event, AccountOpened) else evolve(self.state, event)
