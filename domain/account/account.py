"""The account: one owner, how they want to be reminded, and whether they can be reached."""

from datetime import datetime
from typing import Self, cast
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from domain.account import events as account_events
from domain.account.events import AccountOpened
from domain.account.preferences import Preferences
from domain.account.state import AccountState, evolve, initial_state

ACCOUNTS_NAMESPACE = UUID("0d6c3f0e-4b0b-4f57-9b0e-6f0a3f8f7c55")


def account_id_of(owner_id: int) -> UUID:
    return uuid5(ACCOUNTS_NAMESPACE, str(owner_id))


class Account(Aggregate):
    """What is decided about it is decided on its state, in ``account_decisions``; here the events are recorded."""

    TOPIC = "account"
    Event = account_events.Event  # without these two the library would make classes of its own
    Created = account_events.Created

    def __init__(self) -> None:
        self.state: AccountState  # the first event gives it

    @classmethod
    def open(cls, owner_id: int, *, chat_id: int, preferences: Preferences, at: datetime) -> Self:
        header = (account_id_of(owner_id), cls.INITIAL_VERSION, at)
        opened = AccountOpened(*header, cls.TOPIC, owner_id=owner_id, chat_id=chat_id, preferences=preferences)
        account = cast(Self, opened.mutate(None))  # a first event makes its aggregate
        account.pending_events.append(opened)
        return account

    def record(self, event: account_events.Event | None) -> None:
        """Fold what was decided and keep it until ``take``; None when nothing was.

        Raise the library's ``OriginatorIDError`` for another account's event, and ``OriginatorVersionError`` for an
        event that was decided on another state than the present: both are mistakes of the program.
        """
        if event is not None:
            event.mutate(self)
            self.pending_events.append(event)

    def take(self) -> list[account_events.Event]:
        """Return what was recorded since the last time, to be stored."""
        return [cast(account_events.Event, event) for event in self.collect_events()]  # all of ours derive from it

    def evolve(self, event: account_events.Event) -> None:
        """Called by an event that is applied."""
        self.state = initial_state(event) if isinstance(event, AccountOpened) else evolve(self.state, event)
