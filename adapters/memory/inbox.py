"""Updates, processed commands and open questions in memory."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.contents import BotContents, InboxRow
from application.ports.bots import ALL_BOTS, OtherBot
from application.ports.inbox import (
    Backlog,
    InboundUpdate,
    KeptUpdate,
    UpdateState,
    identity_of_edits,
    identity_of_message,
)
from application.ports.open_questions import OpenQuestion

MOST_VERSIONS = 20


class MemoryInbox:
    def __init__(self, contents: BotContents, bot_id: int | None) -> None:
        self._updates, self._bot_id = contents.updates, bot_id

    async def keep(self, updates: Sequence[InboundUpdate], *, at: datetime) -> None:
        for update in updates:
            if self._bot_id not in (None, update.bot_id):
                raise OtherBot(self._bot_id or ALL_BOTS, update.bot_id)
            self._updates.setdefault(_key(update), InboxRow(update, at))

    async def news(self, updates: Sequence[InboundUpdate]) -> Sequence[InboundUpdate]:
        return [update for update in updates if _key(update) not in self._updates]

    async def heads(self, *, limit: int, passed_over: Collection[int | None] = ()) -> Sequence[InboundUpdate]:
        first: dict[int | None, InboundUpdate] = {}
        for kept in self._updates.values():
            if kept.handled_at is None:
                first.setdefault(kept.update.chat_id, kept.update)
        heads = [update for update in first.values() if update.is_press or update.chat_id not in passed_over]
        return sorted(heads, key=lambda update: not update.is_press)[:limit]

    async def waiting(self, chat_id: int, *, limit: int) -> Sequence[KeptUpdate]:
        rows = [row for row in self._updates.values() if row.handled_at is None and row.update.chat_id == chat_id]
        return [KeptUpdate(row.update, row.kept_at) for row in rows[:limit]]

    async def select(self, *, state: UpdateState | None, chat_id: int | None, limit: int) -> Sequence[KeptUpdate]:
        wanted = [kept for kept in self._kept() if state in (None, kept.state)]
        return [kept for kept in reversed(wanted) if chat_id in (None, kept.update.chat_id)][:limit]

    async def get(self, number: int) -> KeptUpdate | None:
        return next((kept for kept in self._kept() if kept.id == number), None)

    async def put_back(self, number: int) -> None:
        self._change_failed(number, lambda row: replace(row, handled_at=None, problem=""))

    async def discard(self, number: int) -> None:
        self._change_failed(number, lambda row: replace(row, problem="", update=replace(row.update, payload="")))

    def _kept(self) -> Sequence[KeptUpdate]:
        rows = enumerate(self._updates.values(), start=1)
        return [KeptUpdate(row.update, row.kept_at, number, row.handled_at, row.problem) for number, row in rows]

    def _change_failed(self, number: int, change: Callable[[InboxRow], InboxRow]) -> None:
        key = list(self._updates)[number - 1]
        if self._updates[key].handled_at is not None and self._updates[key].problem:
            self._updates[key] = change(self._updates[key])

    async def backlog(self) -> Backlog:
        kept_at = [kept.kept_at for kept in self._updates.values() if kept.handled_at is None]
        failed = sum(kept.state is UpdateState.FAILED for kept in self._kept())
        return Backlog(len(kept_at), min(kept_at, default=None), failed)

    async def kept(self, bot_id: int, update_id: int) -> InboundUpdate | None:
        found = [kept.update for key, kept in self._updates.items() if key[:2] == (bot_id, update_id)]
        return found[-1] if found and found[-1].payload else None

    async def versions_of(self, chat_id: int, message_id: int) -> Sequence[InboundUpdate]:
        first, edits = identity_of_message(chat_id, message_id), identity_of_edits(chat_id, message_id)
        found = [row.update for row in self._updates.values()]
        versions = [one for one in found if one.identity == first or one.identity.startswith(edits)]
        return versions[::-1][:MOST_VERSIONS]

    async def parts_of(self, update: InboundUpdate) -> Sequence[InboundUpdate]:
        return [update, *(row.update for row in self._updates.values() if row.update.part_of == update.command_id)]

    async def forget_handled(self, *, before: datetime) -> int:
        over = {key: kept for key, kept in self._updates.items() if _is_over(kept, before)}
        for key, kept in over.items():
            self._updates[key] = replace(kept, update=replace(kept.update, payload=""))
        return len(over)

    async def remembers_handled(self, *, before: datetime) -> bool:
        return any(_is_over(kept, before) for kept in self._updates.values())

    async def mark_handled(self, update: InboundUpdate, *, at: datetime, problem: str = "", part_of: str = "") -> bool:
        kept = self._updates.get(_key(update))
        if kept is None or kept.handled_at is not None:
            return False
        handled = replace(kept.update, part_of=part_of)
        self._updates[_key(update)] = replace(kept, update=handled, handled_at=at, problem=problem)
        return True


def _is_over(kept: InboxRow, before: datetime) -> bool:
    is_handled = kept.handled_at is not None and kept.handled_at < before
    return is_handled and not kept.problem and bool(kept.update.payload)


class MemoryProcessedCommands:
    def __init__(self, contents: BotContents) -> None:
        self._commands = contents.commands

    async def is_known(self, command_id: str) -> bool:
        return command_id in self._commands

    async def remember(self, command_id: str, *, at: datetime) -> bool:
        if command_id in self._commands:
            return False
        self._commands[command_id] = at
        return True


def _key(update: InboundUpdate) -> tuple[int, int, str]:
    return update.bot_id, update.update_id, update.identity


class MemoryOpenQuestions:
    def __init__(self, contents: BotContents) -> None:
        self._questions = contents.questions

    async def ask(self, question: OpenQuestion) -> None:
        self._questions[question.chat_id] = question

    async def of(self, chat_id: int) -> OpenQuestion | None:
        return self._questions.get(chat_id)

    async def close(self, chat_id: int) -> None:
        self._questions.pop(chat_id, None)
