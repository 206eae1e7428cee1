"""The outbox and the gate before the relay."""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from adapters.memory.contents import Contents
from application.delivery import Entry, EntryKind, EntryState, NewEntry, RelayPause, Settlement
from application.errors import AlreadyClaimed, EntryNotFound
from domain.reminder import ReminderId


class MemoryOutbox:
    def __init__(self, contents: Contents) -> None:
        self._entries = contents.entries

    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        self._refuse_second_claim(entry)
        entry_id = len(self._entries) + 1
        self._entries[entry_id] = Entry(entry_id, entry, EntryState.QUEUED, created_at=at, not_before=at)
        return entry_id

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        due = [entry for entry in self._heads_of_line() if entry.not_before <= now]
        leased = [_leased(entry, lease_until, self._message_of(entry.content.edits)) for entry in due[:limit]]
        self._entries.update({entry.id: entry for entry in leased})
        return leased

    async def settle(self, entry_id: int, *, token: str, settlement: Settlement, at: datetime) -> bool:
        entry = self._entries.get(entry_id)
        if entry is None or entry.token != token or not _may_settle(entry, settlement):
            return False
        self._entries[entry_id] = _settled(entry, settlement, at)
        return True

    async def overdue_leases(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        sending = self._in_state(EntryState.SENDING)
        return [entry for entry in sending if entry.lease_until is not None and entry.lease_until <= now][:limit]

    async def withdraw_unsent(self, lead_id: UUID, *, keep: Collection[tuple[ReminderId, int]], at: datetime) -> int:
        unwanted = [
            entry
            for entry in self._in_state(EntryState.QUEUED)
            if entry.content.lead_id == lead_id
            and entry.content.kind is EntryKind.REMINDER
            and (entry.content.reminder_id, entry.content.generation) not in keep
        ]
        return self._withdraw(unwanted, at)

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        return self._withdraw([entry for entry in self._in_state(EntryState.QUEUED) if _edits_card(entry, lead_id)], at)

    def _withdraw(self, unwanted: Sequence[Entry], at: datetime) -> int:
        for entry in unwanted:
            withdrawn = replace(entry, state=EntryState.WITHDRAWN, settled_at=at, reason="no longer wanted")
            self._entries[entry.id] = withdrawn
        return len(unwanted)

    async def next_due_at(self) -> datetime | None:
        queued = [entry.not_before for entry in self._heads_of_line()]
        sending = [entry.lease_until for entry in self._in_state(EntryState.SENDING) if entry.lease_until is not None]
        return min([*queued, *sending], default=None)

    def _message_of(self, entry_id: int | None) -> int | None:
        return self._entries[entry_id].message_id if entry_id is not None else None

    async def get(self, entry_id: int) -> Entry:
        entry = self._entries.get(entry_id)
        if entry is None:
            raise EntryNotFound(entry_id)
        return entry

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        for entry in self._entries.values():
            if (entry.content.reminder_id, entry.content.generation) == (reminder_id, generation):
                return entry
        return None

    async def card_of(self, lead_id: UUID) -> Entry | None:
        for entry in self._entries.values():
            content = entry.content
            if content.kind is EntryKind.CARD and content.lead_id == lead_id and content.edits is None:
                return entry
        return None

    async def select(self, *, state: EntryState | None, limit: int) -> Sequence[Entry]:
        newest_first = reversed(self._entries.values())
        return [entry for entry in newest_first if state is None or entry.state is state][:limit]

    async def count_by_state(self) -> Mapping[EntryState, int]:
        return Counter(entry.state for entry in self._entries.values())

    def _refuse_second_claim(self, entry: NewEntry) -> None:
        if entry.reminder_id is None or entry.generation is None:
            return
        claim = (entry.reminder_id, entry.generation)
        if any((known.content.reminder_id, known.content.generation) == claim for known in self._entries.values()):
            raise AlreadyClaimed(str(entry.reminder_id), entry.generation)

    def _heads_of_line(self) -> Sequence[Entry]:
        """The first queued entry of every chat that has none under way, whether or not it is due."""
        busy = {entry.content.chat_id for entry in self._in_state(EntryState.SENDING)}
        heads: dict[int, Entry] = {}
        for entry in sorted(self._in_state(EntryState.QUEUED), key=_place_in_line):
            if entry.content.chat_id not in busy:
                heads.setdefault(entry.content.chat_id, entry)
        return list(heads.values())

    def _in_state(self, state: EntryState) -> Sequence[Entry]:
        return [entry for entry in self._entries.values() if entry.state is state]


def _place_in_line(entry: Entry) -> tuple[int, int]:
    return entry.content.priority, entry.id


def _edits_card(entry: Entry, lead_id: UUID) -> bool:
    content = entry.content
    return content.kind is EntryKind.CARD and content.lead_id == lead_id and content.edits is not None


def _leased(entry: Entry, lease_until: datetime, edits_message_id: int | None) -> Entry:
    return replace(
        entry,
        state=EntryState.SENDING,
        attempts=entry.attempts + 1,
        token=secrets.token_hex(16),
        lease_until=lease_until,
        edits_message_id=edits_message_id,
    )


def _may_settle(entry: Entry, settlement: Settlement) -> bool:
    is_late_proof = entry.state is EntryState.UNCONFIRMED and settlement.state is EntryState.SENT
    return entry.state is EntryState.SENDING or is_late_proof


def _settled(entry: Entry, settlement: Settlement, at: datetime) -> Entry:
    """The token stays: it is what a late ``sent`` is known by."""
    return replace(
        entry,
        state=settlement.state,
        reason=settlement.reason,
        not_before=settlement.not_before or entry.not_before,
        attempts=entry.attempts if settlement.counts_as_attempt else entry.attempts - 1,
        lease_until=None,
        message_id=settlement.message_id,
        settled_at=None if settlement.state is EntryState.QUEUED else at,
        may_duplicate=entry.may_duplicate or settlement.may_duplicate,
    )


class MemoryRelayGate:
    def __init__(self, contents: Contents) -> None:
        self._pauses = contents.relay_pauses

    async def pause(self) -> RelayPause | None:
        return self._pauses.get("relay")

    async def pause_until(self, until: datetime, *, reason: str) -> None:
        known = await self.pause()
        if known is None or known.until < until:
            self._pauses["relay"] = RelayPause(until, reason)
