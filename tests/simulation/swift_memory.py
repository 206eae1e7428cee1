"""The memory adapter for a long run: the same rows and rules, written in place and found without looking at them all.

There is one writer and no rollback: a refused command must have changed nothing.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from copy import copy
from datetime import datetime
from uuid import UUID

from adapters.memory.contents import BotContents, Contents
from adapters.memory.database import MemoryTransaction
from adapters.memory.delivery.outbox import MemoryOutbox
from adapters.memory.lead_log import MemoryLeadLog
from adapters.memory.read_models.lists import MemoryScheduledReminders
from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry
from application.ports.outbox import Claim
from application.ports.transaction import Transaction
from application.read_models.scheduled_reminders import ReminderRow
from domain.lead.lead import Lead
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import BOT_ID

UNFINISHED = (EntryState.QUEUED, EntryState.SENDING)


class SwiftTransactions:
    """Implements the ``Transactions`` port for a simulation. ``finished`` are the entries that are over."""

    def __init__(self) -> None:
        self.contents = Contents()
        self.ours = self.contents.of_bot(BOT_ID)
        self.finished: dict[int, Entry] = {}
        self._tx = MemoryTransaction(self.contents, BOT_ID)
        self._tx.log = SwiftLeadLog(self.contents)
        self._tx.outbox = SwiftOutbox(self.contents, self.finished)
        self._tx.reminders = SwiftReminders(self.ours)

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        before = len(self.contents.log), self.contents.last_entry_id
        try:
            yield self._tx
        except BaseException:
            assert before == (len(self.contents.log), self.contents.last_entry_id), "a refusal has changed something"
            raise

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        yield self._tx


class SwiftLeadLog(MemoryLeadLog):
    """Folds no event twice. Each load returns a lead of its own; its state is immutable."""

    def __init__(self, contents: Contents) -> None:
        super().__init__(contents, BOT_ID)
        self._known: dict[UUID, Lead] = {}

    async def load(self, lead_id: UUID) -> Lead:
        known = self._known.get(lead_id)
        if known is None:
            known = await super().load(lead_id)
        for recorded in self._contents.histories[lead_id][known.version :]:
            recorded.event.mutate(known)
        self._known[lead_id] = known
        lead = copy(known)
        vars(lead)["_pending_events"] = []  # the library's own; shared, one would decide and another record it
        return lead


class SwiftReminders(MemoryScheduledReminders):
    """Looks at pending ones only, but for those of a lead that is named."""

    def __init__(self, contents: BotContents) -> None:
        super().__init__(contents)
        self._pending: dict[str, ReminderRow] = {}

    async def put(self, aggregate_ids: Sequence[UUID], rows: Sequence[ReminderRow]) -> None:
        for row in await self.rows_of(aggregate_ids):
            self._pending.pop(row.key, None)
        await super().put(aggregate_ids, rows)
        self._pending.update({row.key: row for row in rows if row.status is ReminderStatus.PENDING})

    def _all(self) -> Iterable[ReminderRow]:
        return self._pending.values()


class SwiftOutbox(MemoryOutbox):
    """Finished entries are kept apart, where no search for work finds them."""

    def __init__(self, contents: Contents, finished: dict[int, Entry]) -> None:
        super().__init__(contents, BOT_ID)
        self._finished = finished
        self._claims: set[Claim] = set()
        self._cards: dict[UUID, int] = {}

    async def add(self, entry: NewEntry, *, at: datetime) -> int:
        assert not await self.add_all([entry], at=at)
        return self._ids.last_entry_id

    async def add_all(self, entries: Sequence[NewEntry], *, at: datetime) -> Collection[Claim]:
        taken = [claim for entry in entries if (claim := entry.claim) is not None and claim in self._claims]
        for entry in entries:
            if entry.claim not in taken:
                self._add(entry, at)
                self._note(entry)
        return taken

    async def get(self, entry_id: int) -> Entry:
        return self._finished[entry_id] if entry_id in self._finished else await super().get(entry_id)

    async def card_of(self, lead_id: UUID) -> Entry | None:
        return await self.get(self._cards[lead_id]) if lead_id in self._cards else None

    def _note(self, entry: NewEntry) -> None:
        if entry.claim is not None:
            self._claims.add(entry.claim)
        if entry.kind is EntryKind.CARD and entry.lead_id is not None and entry.edits is None:
            self._cards.setdefault(entry.lead_id, self._ids.last_entry_id)

    def _message_of(self, entry_id: int | None) -> int | None:
        return self._finished[entry_id].message_id if entry_id in self._finished else super()._message_of(entry_id)

    def _put(self, entries: Sequence[Entry]) -> None:
        super()._put(entries)
        for entry in entries:
            if entry.state not in UNFINISHED:
                self._finished[entry.id] = self._entries.pop(entry.id)
