"""What people said outside of the log, redacted in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from adapters.memory.contents import Contents, KeptUpdate
from adapters.memory.outbox_pruning import ENDED, NOTHING
from application.delivery.entry import Entry, EntryState
from application.ports.personal_data import Redacted, ResidualData


class MemoryPersonalData:
    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    async def redact(self, residual: ResidualData, *, at: datetime) -> Redacted:
        self._withdraw(residual, at)
        said = [entry for entry in self._contents.entries.values() if _is_said(entry, residual)]
        over = [one for one in said if one.state in (*ENDED, EntryState.UNCONFIRMED)]
        redacted = [entry for entry in over if entry.content.message != NOTHING]
        for entry in over:
            content = replace(entry.content, message=NOTHING)
            self._contents.entries[entry.id] = replace(entry, content=content, reason="")
        ids = {entry.id for entry in over}
        self._contents.attempts[:] = [
            replace(one, reason="") if one.entry_id in ids else one for one in self._contents.attempts
        ]
        self._close_questions(residual)
        updates, unhandled = self._redact_updates(residual)
        return Redacted(len(redacted), updates, len(said) - len(over) + unhandled)

    async def remember(self, residual: ResidualData) -> None:
        self._contents.residual_data.setdefault(residual.lead_id, residual)

    async def remembered(self, *, after: UUID | None = None, limit: int) -> Sequence[ResidualData]:
        later = [one for one in self._contents.residual_data.values() if after is None or one.lead_id > after]
        return sorted(later, key=attrgetter("lead_id"))[:limit]

    async def forget(self, lead_id: UUID) -> None:
        self._contents.residual_data.pop(lead_id, None)

    def _close_questions(self, residual: ResidualData) -> None:
        for chat_id in residual.chat_ids:
            question, chat_state = self._contents.questions.get(chat_id), self._contents.chat_states.get(chat_id)
            if question is not None and question.asked_at <= residual.until:
                del self._contents.questions[chat_id]
            if chat_state is not None:
                self._contents.chat_states[chat_id] = replace(chat_state, reason="")

    def _withdraw(self, residual: ResidualData, at: datetime) -> None:
        for entry in list(self._contents.entries.values()):
            if entry.content.lead_id == residual.lead_id and entry.state is EntryState.QUEUED:
                ended = entry.ended(EntryState.WITHDRAWN, reason="the lead was erased", at=at)
                self._contents.entries[entry.id] = ended

    def _redact_updates(self, residual: ResidualData) -> tuple[int, int]:
        """How many were redacted, and how many are still to be handled."""
        kept = {key: one for key, one in self._contents.updates.items() if _is_from(one, residual)}
        handled = {key: one for key, one in kept.items() if one.handled_at is not None}
        redacted = {key: one for key, one in handled.items() if one.update.payload}
        for key, one in redacted.items():
            self._contents.updates[key] = replace(one, update=replace(one.update, payload=""))
        return len(redacted), len(kept) - len(handled)


def _is_said(entry: Entry, residual: ResidualData) -> bool:
    if entry.content.lead_id is not None:
        return entry.content.lead_id == residual.lead_id
    return entry.content.chat_id in residual.chat_ids


def _is_from(kept: KeptUpdate, residual: ResidualData) -> bool:
    return kept.update.chat_id in residual.chat_ids
