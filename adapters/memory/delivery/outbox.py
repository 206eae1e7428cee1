"""The outbox in memory."""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from adapters.memory.contents import Contents
from adapters.memory.delivery.heads import due_heads, next_due_at
from adapters.memory.delivery.pruning import NOTHING, prune
from application.delivery.entry import MAY_BE_ENDED, Entry, EntryKind, EntryState, NewEntry, Settlement
from application.errors import AlreadyClaimed, EntryNotFound
from application.ports.bots import bot_of
from application.ports.outbox import Claim, EntryFilter
from domain.reminders.reminder import ReminderId

WAITING = {EntryState.QUEUED, EntryState.SENDING, EntryState.UNCONFIRMED}


class MemoryOutbox:
    """Implements the ``Outbox`` port on one copy of the contents."""

    def __init__(self, contents: Contents, bot_id: int | None) -> None:
        self.bot_id, self._ids, self._contents = bot_id, contents, contents.of_bot(bot_id)
        self._entries = self._contents.entries

    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        if await self.add_all([entry], at=at):
            raise AlreadyClaimed(str(entry.reminder_id), entry.generation or 0)
        return max(self._entries)

    async def add_all(self, entries: Sequence[NewEntry], *, at: datetime) -> Collection[Claim]:
        known = {entry.content.claim for entry in self._entries.values()}
        taken = [claim for entry in entries if (claim := entry.claim) is not None and claim in known]
        for entry in entries:
            if entry.claim not in taken:
                self._add(entry, at)
        return taken

    async def lease_due(self, now: datetime, *, lease_until: datetime, limit: int) -> Sequence[Entry]:
        leased = [
            entry.leased(
                token=secrets.token_hex(16),
                at=now,
                until=lease_until,
                edits_message_id=self._message_of(entry.content.edits),
            )
            for entry in due_heads(self._contents, now)[:limit]
        ]
        self._put(leased)
        return leased

    async def settle(self, settlements: Sequence[tuple[Entry, Settlement]], *, at: datetime) -> Collection[int]:
        written = set[int]()
        for entry, settlement in settlements:
            if self._is_ours(entry, settlement):
                self._put([self._entries[entry.id].settled(settlement, at)])
                written.add(entry.id)
        return sorted(written)

    async def in_flight(self, *, limit: int) -> Sequence[Entry]:
        sending = self._in_state(EntryState.SENDING)
        return sorted(sending, key=lambda entry: (str(entry.lease_until), entry.id))[:limit]

    async def expired(self, now: datetime, *, limit: int) -> Sequence[Entry]:
        queued = self._in_state(EntryState.QUEUED)
        return [one for one in queued if one.content.expires_at is not None and one.content.expires_at <= now][:limit]

    async def end(
        self,
        entries: Sequence[Entry],
        state: EntryState,
        *,
        reason: str,
        at: datetime,
        message_id: int | None = None,
    ) -> Collection[int]:
        unchanged = [self._entries[entry.id] for entry in entries if self._is_as_judged(entry)]
        self._put([entry.ended(state, reason=reason, at=at, message_id=message_id) for entry in unchanged])
        return [entry.id for entry in unchanged]

    async def requeue(self, entry: Entry, *, reason: str, at: datetime, may_duplicate: bool) -> bool:
        if not self._is_as_judged(entry) or self._entries[entry.id].content.message == NOTHING:
            return False
        self._put([self._entries[entry.id].requeued(reason=reason, at=at, may_duplicate=may_duplicate)])
        return True

    async def withdraw_unsent(self, lead_ids: Sequence[UUID], *, keep: Collection[Claim], at: datetime) -> int:
        unwanted = [
            entry
            for entry in self._in_state(EntryState.QUEUED)
            if entry.content.lead_id in lead_ids
            and entry.content.kind is EntryKind.REMINDER
            and entry.content.claim not in keep
        ]
        return self._withdraw(unwanted, at)

    async def withdraw_card_edits(self, lead_id: UUID, *, at: datetime) -> int:
        return self._withdraw([entry for entry in self._in_state(EntryState.QUEUED) if _edits_card(entry, lead_id)], at)

    async def withdraw_pages(self, chat_id: int, *, at: datetime) -> int:
        queued = (entry for entry in self._in_state(EntryState.QUEUED) if entry.content.chat_id == chat_id)
        return self._withdraw([entry for entry in queued if entry.content.kind is EntryKind.PAGE], at)

    async def next_due_at(self, now: datetime) -> datetime | None:
        return next_due_at(self._contents, now)

    async def get(self, entry_id: int) -> Entry:
        entry = self._entries.get(entry_id)
        if entry is None:
            raise EntryNotFound(entry_id)
        return entry

    async def of_reminder(self, reminder_id: ReminderId, generation: int) -> Entry | None:
        named = [entry for entry in self._entries.values() if entry.content.claim == (reminder_id, generation)]
        return named[0] if named else None

    async def card_of(self, lead_id: UUID) -> Entry | None:
        for entry in self._entries.values():
            content = entry.content
            if content.kind is EntryKind.CARD and content.lead_id == lead_id and content.edits is None:
                return entry
        return None

    async def has_message(self, chat_id: int, message_id: int) -> bool:
        return any((one.content.chat_id, one.message_id) == (chat_id, message_id) for one in self._entries.values())

    async def has_queued(self, kind: EntryKind, chat_id: int) -> bool:
        return any(
            (one.content.kind, one.content.chat_id) == (kind, chat_id) for one in self._in_state(EntryState.QUEUED)
        )

    async def select(self, wanted: EntryFilter, *, limit: int) -> Sequence[Entry]:
        newest_first = sorted(self._entries.values(), key=lambda entry: entry.id, reverse=True)
        return [entry for entry in newest_first if _fits(entry, wanted)][:limit]

    async def count_by_state(self) -> Mapping[EntryState, int]:
        return Counter(entry.state for entry in self._entries.values())

    async def oldest_by_state(self) -> Mapping[EntryState, datetime]:
        states = WAITING & {entry.state for entry in self._entries.values()}
        return {state: min(entry.created_at for entry in self._in_state(state)) for state in states}

    async def deaths(self, *, since: datetime) -> Mapping[str, int]:
        lost = {chat.chat_id for chat in self._contents.chat_states.values() if chat.unreachable_since}
        dead = [entry for entry in self._in_state(EntryState.DEAD) if entry.content.chat_id not in lost]
        return Counter(entry.reason for entry in dead if entry.settled_at and entry.settled_at >= since)

    async def prune(self, *, before: datetime, at: datetime) -> int:
        return prune(self._contents, before)

    def _add(self, entry: NewEntry, at: datetime) -> None:
        bot_id = bot_of(self)
        self._ids.last_entry_id += 1
        entry_id = self._ids.last_entry_id
        chat_state = self._contents.chat_states.get(entry.chat_id)
        moved_to = chat_state.moved_to if chat_state else None
        content = entry if moved_to is None else replace(entry, chat_id=moved_to)
        self._entries[entry_id] = Entry(entry_id, bot_id, content, EntryState.QUEUED, created_at=at, not_before=at)

    def _is_as_judged(self, entry: Entry) -> bool:
        known = self._entries.get(entry.id)
        is_same = known is not None and (known.state, known.token) == (entry.state, entry.token)
        return is_same and entry.state in MAY_BE_ENDED

    def _is_ours(self, attempt: Entry, settlement: Settlement) -> bool:
        entry = self._entries.get(attempt.id)
        return entry is not None and entry.token == attempt.token and entry.may_be_settled(settlement.state)

    def _withdraw(self, unwanted: Sequence[Entry], at: datetime) -> int:
        self._put([entry.ended(EntryState.WITHDRAWN, reason="no longer wanted", at=at) for entry in unwanted])
        return len(unwanted)

    def _message_of(self, entry_id: int | None) -> int | None:
        edited = self._entries.get(entry_id) if entry_id is not None else None
        return edited.message_id if edited else None

    def _in_state(self, state: EntryState) -> Sequence[Entry]:
        return [entry for entry in self._entries.values() if entry.state is state]

    def _put(self, entries: Sequence[Entry]) -> None:
        self._entries.update({entry.id: entry for entry in entries})


def _edits_card(entry: Entry, lead_id: UUID) -> bool:
    content = entry.content
    return content.kind is EntryKind.CARD and content.lead_id == lead_id and content.edits is not None


def _fits(entry: Entry, wanted: EntryFilter) -> bool:
    content = entry.content
    given = (wanted.state, wanted.kind, wanted.chat_id, wanted.lead_id)
    found = (entry.state, content.kind, content.chat_id, content.lead_id)
    is_in_time = wanted.since is None or entry.created_at >= wanted.since
    is_in_time &= wanted.before is None or entry.created_at < wanted.before
    return is_in_time and all(value in (None, its) for value, its in zip(given, found, strict=True))
