"""The outbox: every message Leadbell sends waits here first. It is not a projection and is never rebuilt."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.delivery import Entry, EntryState, NewEntry, RelayPause, Settlement
from domain.reminder import ReminderId


class Outbox(Protocol):
    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        """Queues it and gives its id. Raises ``AlreadyClaimed`` when its generation has an entry."""
        ...

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        """Turns up to ``limit`` due entries to ``sending``, each with a fresh random token, and says in each which
        message it edits, if what it is to edit has arrived by now.

        At most one of a chat, its first in order of priority and age, and none of a chat that has one under way.
        Nothing may be handed to Telegram before this transaction is committed.
        """
        ...

    async def settle(self, entry_id: int, *, token: str, settlement: Settlement, at: datetime) -> bool:
        """Writes what came of an attempt; False, and nothing written, when the attempt lost its lease.

        A late ``sent`` may still turn ``unconfirmed`` into ``sent``.
        """
        ...

    async def overdue_leases(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        """Entries that are ``sending`` though their lease is over: their sender died or hangs."""
        ...

    async def withdraw_unsent(self, lead_id: UUID, *, keep: Collection[tuple[ReminderId, int]], at: datetime) -> int:
        """Withdraws the lead's queued reminders but those generations; gives how many."""
        ...

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        """Withdraws the lead's cards that wait to be edited in; gives how many."""
        ...

    async def next_due_at(self) -> datetime | None:
        """When the next queued entry may be sent, or the next lease runs out; None when nothing waits."""
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

    async def select(self, *, state: EntryState | None, limit: int) -> Sequence[Entry]:
        """The newest first."""
        ...

    async def count_by_state(self) -> Mapping[EntryState, int]: ...


class RelayGate(Protocol):
    """Whether the relay may send at all: one pause, shared by all processes and kept over restarts."""

    async def pause(self) -> RelayPause | None:
        """The pause in force or already over; None when there never was one."""
        ...

    async def pause_until(self, until: datetime, *, reason: str) -> None:
        """Never shortens a pause."""
        ...
