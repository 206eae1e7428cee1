"""The log of events, as leads and accounts read it and append to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from application.errors import UnreadableEvent
from domain.account.account import Account
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent


@dataclass(frozen=True, slots=True)
class Recorded:
    """``position`` is the event's place in the log; positions grow in the order in which events became visible.
    ``digest`` is the chain's up to it, in hexadecimal digits."""

    position: int
    event: RecordedEvent
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The leads that were found; ``unreadable`` are found too, but cannot be read by this program."""

    leads: Mapping[UUID, Lead]
    unreadable: Mapping[UUID, UnreadableEvent]


@dataclass(frozen=True, slots=True)
class EventFilter:
    """``about`` is the id of a lead or an account; None is any, and so are no ``topics``."""

    about: UUID | None = None
    topics: Collection[str] = ()


ANY_EVENT = EventFilter()


class LeadLog(Protocol):
    """In a transaction of one bot the leads of other bots are not there; ``page`` and ``head`` are of the whole log."""

    async def load(self, lead_id: UUID) -> Lead:
        """Raise ``LeadNotFound``, ``UnreadableEvent``."""
        ...

    async def load_all(self, lead_ids: Collection[UUID]) -> Loaded:
        """In one round trip; a lead that is missing, or cannot be read, does not keep others from being loaded."""
        ...

    async def append(self, events: Sequence[RecordedEvent]) -> int:
        """Of leads and accounts. Return the last position. Raise ``ConcurrentChange`` when a version is taken, and
        ``OtherBot`` for the first event of another bot's."""
        ...

    async def history(self, lead_id: UUID) -> Sequence[Event]:
        """All events of one lead in order; empty when there is no such lead. Raise ``UnreadableEvent``."""
        ...

    async def page(self, *, after: int, limit: int, of: EventFilter = ANY_EVENT) -> Sequence[Recorded]:
        """Of leads and of accounts, in the order of the log, past position ``after``. Raise ``UnreadableEvent``."""
        ...

    async def head(self) -> int:
        """The position of the newest event, 0 for an empty log."""
        ...


@dataclass(frozen=True, slots=True)
class LoadedAccounts:
    """The accounts that were found; ``unreadable`` are found too, but cannot be read by this program."""

    accounts: Mapping[int, Account]
    unreadable: Mapping[int, UnreadableEvent]


class AccountLog(Protocol):
    """Keyed by the owner's Telegram id, in a transaction of one bot. Raise ``BotNotNamed`` in one of all bots."""

    async def load(self, owner_id: int, *, to_change: bool = False) -> Account | None:
        """None for an owner who has none yet. Raise ``UnreadableEvent``.

        In a writing transaction on PostgreSQL the account is locked until the end, shared or, ``to_change``,
        exclusively. Load it before any lead.
        """
        ...

    async def load_all(self, owner_ids: Collection[int]) -> LoadedAccounts:
        """As ``LeadLog.load_all``."""
        ...
