"""The outbox: every message waits here first. It is not a projection and is never rebuilt."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry, Settlement
from domain.reminders.reminder import ReminderId

Claim = tuple[ReminderId, int]
"""A reminder and its generation: there is at most one entry for it, for all time."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Entries for which all that is given holds; ``since`` and ``before`` are about ``created_at``."""

    state: EntryState | None = None
    kind: EntryKind | None = None
    chat_id: int | None = None
    lead_id: UUID | None = None
    since: datetime | None = None
    before: datetime | None = None


class Outbox(Protocol):
    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        """Queue it and return its id. Raise ``AlreadyClaimed`` when its generation has an entry."""
        ...

    async def add_all(self, entries: Sequence[NewEntry], *, at: datetime) -> Collection[Claim]:
        """Queue them in their order; return the claims that have an entry already and were left out."""
        ...

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        """Turn up to ``limit`` due entries to ``sending``, each with a fresh random token, and the id of the message
        that it edits when that has arrived by now.

        At most one of a chat, its first in order of priority and age; none of a chat that has an entry in flight, is
        throttled or cannot be reached; none that has expired. Nothing may be handed to Telegram before this
        transaction is committed.
        """
        ...

    async def settle(self, settlements: Sequence[tuple[Entry, Settlement]], *, at: datetime) -> Collection[int]:
        """Return the ids of the entries that were written. An attempt that lost its lease writes nothing, but that a
        late ``sent`` may still turn ``unconfirmed`` into ``sent``."""
        ...

    async def in_flight(self, *, limit: int) -> Sequence[Entry]:
        """The oldest lease first."""
        ...

    async def expired(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        """Queued entries whose ``expires_at`` has come."""
        ...

    async def end(
        self, entries: Sequence[Entry], state: EntryState, *, reason: str, at: datetime, message_id: int | None = None
    ) -> Collection[int]:
        """End entries that are queued, dead, expired or unconfirmed, and still as they were judged (their state and
        their token); return the ids of the entries that were ended."""
        ...

    async def requeue(self, entry: Entry, *, reason: str, at: datetime, may_duplicate: bool) -> bool:
        """Queue an entry that is queued, dead, expired or unconfirmed; False when it is not as it was judged any more,
        or was pruned."""
        ...

    async def withdraw_unsent(self, lead_ids: Sequence[UUID], *, keep: Collection[Claim], at: datetime) -> int:
        """Withdraw the leads' queued reminders but ``keep``; return how many."""
        ...

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        """Withdraw the lead's queued cards that are edits; return how many."""
        ...

    async def withdraw_pages(self, chat_id: int, *, at: datetime) -> int:
        """Withdraw the chat's queued pages; return how many."""
        ...

    async def next_due_at(self, now: datetime) -> datetime | None:
        """When the next queued entry may be sent or expires; None when nothing waits. Entries in flight are left out:
        only a monotonic clock can tell when their lease is over."""
        ...

    async def get(self, entry_id: int) -> Entry:
        """Raise ``EntryNotFound``."""
        ...

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        """None when that generation was not claimed."""
        ...

    async def card_of(self, lead_id: UUID) -> Entry | None:
        """The entry that became the lead's card."""
        ...

    async def has_message(self, chat_id: int, message_id: int) -> bool:
        """Whether that message of the chat is known to be an entry's."""
        ...

    async def has_queued(self, kind: EntryKind, chat_id: int) -> bool: ...

    async def select(self, wanted: EntryFilter, *, limit: int) -> Sequence[Entry]:
        """The newest first."""
        ...

    async def count_by_state(self) -> Mapping[EntryState, int]: ...

    async def oldest_by_state(self) -> Mapping[EntryState, datetime]:
        """``created_at`` of the oldest entry in each state in which entries wait: queued, sending, unconfirmed."""
        ...

    async def deaths(self, *, since: datetime) -> Mapping[str, int]:
        """How many entries died since then, by their reason, without those of chats that cannot be reached."""
        ...

    async def prune(self, *, before: datetime, at: datetime) -> int:
        """Forget what ended before then; return how many. Reminders and cards keep their row without its text."""
        ...
