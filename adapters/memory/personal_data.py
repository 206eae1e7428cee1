"""What people said outside of the log, wiped in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from adapters.memory.contents import Contents, KeptUpdate
from adapters.memory.outbox_pruning import ENDED, NOTHING
from application.delivery.entry import Entry, EntryState
from application.ports.personal_data import Trace, Wiped


class MemoryTraces:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def wipe(self, trace: Trace, *, at: datetime) -> Wiped:
        self._withdraw(trace, at)
        said = [entry for entry in self._contents.entries.values() if _is_said(entry, trace)]
        over = [one for one in said if one.state in (*ENDED, EntryState.UNCONFIRMED)]
        wiped = [entry for entry in over if entry.content.message != NOTHING]
        for entry in over:
            content = replace(entry.content, message=NOTHING)
            self._contents.entries[entry.id] = replace(entry, content=content, reason="")
        ids = {entry.id for entry in over}
        self._contents.attempts[:] = [
            replace(one, reason="") if one.entry_id in ids else one for one in self._contents.attempts
        ]
        self._close_questions(trace)
        updates, unhandled = self._wipe_updates(trace)
        return Wiped(len(wiped), updates, len(said) - len(over) + unhandled)

    async def remember(self, trace: Trace) -> None:
        self._contents.traces.setdefault(trace.lead_id, trace)

    async def remembered(self, *, after: UUID | None = None, limit: int) -> Sequence[Trace]:
        later = [one for one in self._contents.traces.values() if after is None or one.lead_id > after]
        return sorted(later, key=attrgetter("lead_id"))[:limit]

    async def forget(self, lead_id: UUID) -> None:
        self._contents.traces.pop(lead_id, None)

    def _close_questions(self, trace: Trace) -> None:
        for chat_id in trace.chat_ids:
            question, lane = self._contents.questions.get(chat_id), self._contents.lanes.get(chat_id)
            if question is not None and question.asked_at <= trace.until:
                del self._contents.questions[chat_id]
            if lane is not None:
                self._contents.lanes[chat_id] = replace(lane, reason="")

    def _withdraw(self, trace: Trace, at: datetime) -> None:
        for entry in list(self._contents.entries.values()):
            if entry.content.lead_id == trace.lead_id and entry.state is EntryState.QUEUED:
                ended = entry.ended(EntryState.WITHDRAWN, reason="the lead was erased", at=at)
                self._contents.entries[entry.id] = ended

    def _wipe_updates(self, trace: Trace) -> tuple[int, int]:
        """How many were wiped, and how many are still to be handled."""
        kept = {key: one for key, one in self._contents.updates.items() if _is_from(one, trace)}
        handled = {key: one for key, one in kept.items() if one.handled_at is not None}
        wiped = {key: one for key, one in handled.items() if one.update.payload}
        for key, one in wiped.items():
            self._contents.updates[key] = replace(one, update=replace(one.update, payload=""))
        return len(wiped), len(kept) - len(handled)


def _is_said(entry: Entry, trace: Trace) -> bool:
    if entry.content.lead_id is not None:
        return entry.content.lead_id == trace.lead_id
    return entry.content.chat_id in trace.chat_ids


def _is_from(kept: KeptUpdate, trace: Trace) -> bool:
    return kept.update.chat_id in trace.chat_ids
