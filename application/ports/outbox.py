"""The outbox: every message Leadbell sends waits here first. It is not a projection and is never rebuilt."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry, Settlement
from domain.reminders.reminder import ReminderId

Claim = tuple[ReminderId, int]
"""A reminder and its generation: what an outbox holds at most one entry for, for all time."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What to list: entries for which all that is given holds; ``since`` and ``before`` are about ``created_at``."""

    state: EntryState | None = None
    kind: EntryKind | None = None
    chat_id: int | None = None
    lead_id: UUID | None = None
    since: datetime | None = None
    before: datetime | None = None


class Outbox(Protocol):
    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        """Queues it and gives its id. Raises ``AlreadyClaimed`` when its generation has an entry."""
        ...

    async def add_all(self, entries: Sequence[NewEntry], *, at: datetime) -> Collection[Claim]:
        """Queues them in their order; gives those claims that have an entry already and were left out."""
        ...

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        """Turns up to ``limit`` due entries to ``sending``, each with a fresh random token, and says in each which
        message it edits, if what it is to edit has arrived by now.

        At most one of a chat, its first in order of priority and age, none of a chat that has one under way, whose
        lane is not free or that cannot be reached, and none that has expired. Nothing may be handed to Telegram
        before this transaction is committed.
        """
        ...

    async def settle(self, these: Sequence[tuple[Entry, Settlement]], *, at: datetime) -> Collection[int]:
        """Writes what came of attempts; gives the ids of those entries that were written. An attempt that lost its
        lease writes nothing, but that a late ``sent`` may still turn ``unconfirmed`` into ``sent``.
        """
        ...

    async def in_flight(self, *, limit: int) -> Sequence[Entry]:
        """Entries that are ``sending``, the oldest lease first."""
        ...

    async def expired(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        """Queued entries whose ``expires_at`` has come."""
        ...

    async def end(
        self,
        entries: Sequence[Entry],
        state: EntryState,
        *,
        reason: str,
        at: datetime,
        message_id: int | None = None,
    ) -> Collection[int]:
        """Ends entries as ``state``, which are queued, dead, expired or unconfirmed, and still as they were judged
        (their state and their token); gives the ids of those that were ended."""
        ...

    async def requeue(self, entry: Entry, *, reason: str, at: datetime, may_duplicate: bool) -> bool:
        """Puts one that is queued, dead, expired or unconfirmed back into its line; False when it is not as it was
        judged any more, or was pruned."""
        ...

    async def withdraw_unsent(self, lead_ids: Sequence[UUID], *, keep: Collection[Claim], at: datetime) -> int:
        """Withdraws the leads' queued reminders but those generations; gives how many."""
        ...

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        """Withdraws the lead's cards that wait to be edited in; gives how many."""
        ...

    async def next_due_at(self, now: datetime) -> datetime | None:
        """When the next queued entry may be sent or expires; None when nothing waits. What is under way is left out:
        only a monotonic clock can tell when its lease is over."""
        ...

    async def get(self, entry_id: int) -> Entry:
        """Raises ``EntryNotFound``."""
        ...

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        """The entry of that generation's claim, if it was claimed."""
        ...

    async def card_of(self, lead_id: UUID) -> Entry | None:
        """The entry that became the lead's card."""
        ...

    async def has_message(self, chat_id: int, message_id: int) -> bool:
        """Whether that message of the chat is known to be one of the entries."""
        ...

    async def has_queued(self, kind: EntryKind, chat_id: int) -> bool: ...

    async def select(self, these: EntryFilter, *, limit: int) -> Sequence[Entry]:
        """The newest first."""
        ...

    async def count_by_state(self) -> Mapping[EntryState, int]: ...

    async def oldest_by_state(self) -> Mapping[EntryState, datetime]:
        """``created_at`` of the oldest entry in each state in which entries wait: queued, sending, unconfirmed."""
        ...

    async def prune(self, *, before: datetime, at: datetime) -> int:
        """Forgets what ended before then; gives how many. What holds a key for all time, and cards, keep their row
        without its text."""
        ...

    async def prunable(self, *, before: datetime) -> int:
        """How many ``prune`` would forget."""
        ...
