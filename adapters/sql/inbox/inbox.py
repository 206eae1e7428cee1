"""Updates and processed commands on SQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from adapters.sql.schema.tables import inbox, processed_commands
from application.ports.inbox import (
    Backlog,
    InboundUpdate,
    KeptUpdate,
    UpdateState,
    identity_of_edits,
    identity_of_message,
)

STATES = {
    UpdateState.WAITING: inbox.c.handled_at.is_(None),
    UpdateState.FAILED: and_(inbox.c.handled_at.is_not(None), inbox.c.problem != ""),
    UpdateState.HANDLED: and_(inbox.c.handled_at.is_not(None), inbox.c.problem == ""),
}

MOST_VERSIONS = 20


class SqlInbox:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def keep(self, updates: Sequence[InboundUpdate], *, at: datetime) -> None:
        rows = [
            {
                "bot_id": update.bot_id,
                "update_id": update.update_id,
                "identity": update.identity,
                "chat_id": update.chat_id,
                "person_id": update.person_id,
                "is_press": update.is_press,
                "payload": update.payload,
                "received_at": at,
            }
            for update in updates
        ]
        if rows:
            await self._connection.execute(insert_ignoring_conflicts(inbox, self._connection.dialect), rows)

    async def news(self, updates: Sequence[InboundUpdate]) -> Sequence[InboundUpdate]:
        ids = {update.update_id for update in updates}
        columns = (inbox.c.bot_id, inbox.c.update_id, inbox.c.identity)
        rows = await self._connection.execute(select(*columns).where(inbox.c.update_id.in_(ids)))
        kept = {tuple(row) for row in rows}
        return [one for one in updates if (one.bot_id, one.update_id, one.identity) not in kept]

    async def heads(self, *, limit: int, passed_over: Collection[int | None] = ()) -> Sequence[InboundUpdate]:
        waiting = and_(inbox.c.handled_at.is_(None), *self._connection.ours(inbox))
        first = select(func.min(inbox.c.id)).where(waiting).group_by(inbox.c.bot_id, inbox.c.chat_id)
        query = select(inbox).where(inbox.c.id.in_(first), or_(inbox.c.is_press, _has_turn(passed_over)))
        query = query.order_by(inbox.c.is_press.desc(), inbox.c.id).limit(limit)
        return [_update(row) for row in await self._connection.execute(query)]

    async def waiting(self, chat_id: int, *, limit: int) -> Sequence[KeptUpdate]:
        self._connection.one_bot("a chat's updates")
        of_chat = select(inbox).where(inbox.c.handled_at.is_(None), inbox.c.chat_id == chat_id)
        rows = await self._connection.execute(of_chat.order_by(inbox.c.id).limit(limit))
        return [_kept(row) for row in rows]

    async def backlog(self) -> Backlog:
        counted = select(func.count(), func.min(inbox.c.received_at)).where(STATES[UpdateState.WAITING])
        updates, oldest_at = (await self._connection.execute(counted)).one()
        failed = select(func.count()).select_from(inbox).where(STATES[UpdateState.FAILED])
        return Backlog(updates, oldest_at, int(await self._connection.scalar(failed) or 0))

    async def select(self, *, state: UpdateState | None, chat_id: int | None, limit: int) -> Sequence[KeptUpdate]:
        query = select(inbox).order_by(inbox.c.id.desc()).limit(limit)
        query = query if state is None else query.where(STATES[state])
        query = query if chat_id is None else query.where(inbox.c.chat_id == chat_id)
        return [_kept(row) for row in await self._connection.execute(query)]

    async def get(self, number: int) -> KeptUpdate | None:
        row = (await self._connection.execute(select(inbox).where(inbox.c.id == number))).first()
        return None if row is None else _kept(row)

    async def put_back(self, number: int) -> None:
        is_it = (inbox.c.id == number, STATES[UpdateState.FAILED])
        await self._connection.execute(inbox.update().where(*is_it).values(handled_at=None, problem=""))

    async def discard(self, number: int) -> None:
        is_it = (inbox.c.id == number, STATES[UpdateState.FAILED])
        await self._connection.execute(inbox.update().where(*is_it).values(problem="", payload=""))

    async def kept(self, bot_id: int, update_id: int) -> InboundUpdate | None:
        query = select(inbox).where(inbox.c.bot_id == bot_id, inbox.c.update_id == update_id)
        row = (await self._connection.execute(query.order_by(inbox.c.id.desc()).limit(1))).first()
        return _update(row) if row is not None and row.payload else None

    async def versions_of(self, chat_id: int, message_id: int) -> Sequence[InboundUpdate]:
        self._connection.one_bot("a message")
        edits = identity_of_edits(chat_id, message_id)
        is_edit = and_(inbox.c.identity > edits, inbox.c.identity < f"{edits[:-1]}{chr(ord(edits[-1]) + 1)}")
        query = select(inbox).where(or_(inbox.c.identity == identity_of_message(chat_id, message_id), is_edit))
        rows = await self._connection.execute(query.order_by(inbox.c.id.desc()).limit(MOST_VERSIONS))
        return [_update(row) for row in rows]

    async def parts_of(self, update: InboundUpdate) -> Sequence[InboundUpdate]:
        same = (inbox.c.bot_id == update.bot_id, inbox.c.chat_id == update.chat_id)
        query = select(inbox).where(*same, inbox.c.part_of == update.command_id).order_by(inbox.c.id)
        return [update, *(_update(row) for row in await self._connection.execute(query))]

    async def forget_handled(self, *, before: datetime) -> int:
        forgetting = inbox.update().where(_is_over(before)).values(payload="")
        return (await self._connection.execute(forgetting)).rowcount

    async def remembers_handled(self, *, before: datetime) -> bool:
        return await self._connection.has(inbox, _is_over(before))

    async def mark_handled(self, update: InboundUpdate, *, at: datetime, problem: str = "", part_of: str = "") -> bool:
        waiting = and_(_is(update), inbox.c.handled_at.is_(None))
        handled = {"handled_at": at, "problem": problem, "part_of": part_of}
        return (await self._connection.execute(inbox.update().where(waiting).values(handled))).rowcount == 1


def _has_turn(passed_over: Collection[int | None]) -> ColumnElement[bool]:
    chats = [chat_id for chat_id in passed_over if chat_id is not None]
    named = inbox.c.chat_id.not_in(chats) if chats else inbox.c.chat_id.is_not(None)
    return named if None in passed_over else or_(named, inbox.c.chat_id.is_(None))


def _is(update: InboundUpdate) -> ColumnElement[bool]:
    columns = inbox.c
    return and_(
        columns.bot_id == update.bot_id, columns.update_id == update.update_id, columns.identity == update.identity
    )


def _update(row: Row[Any]) -> InboundUpdate:
    names = ("bot_id", "update_id", "chat_id", "payload", "identity", "person_id", "is_press", "part_of")
    return InboundUpdate(**{name: getattr(row, name) for name in names})


def _kept(row: Row[Any]) -> KeptUpdate:
    return KeptUpdate(_update(row), row.received_at, row.id, row.handled_at, row.problem)


def _is_over(before: datetime) -> ColumnElement[bool]:
    return and_(inbox.c.handled_at < before, inbox.c.problem == "", inbox.c.payload != "")


class SqlProcessedCommands:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def is_known(self, command_id: str) -> bool:
        self._connection.one_bot("a command")
        return await self._connection.has(processed_commands, processed_commands.c.command_id == command_id)

    async def remember(self, command_id: str, *, at: datetime) -> bool:
        statement = insert_ignoring_conflicts(processed_commands, self._connection.dialect)
        row = {"command_id": command_id, "processed_at": at}
        inserted = await self._connection.execute(statement.returning(processed_commands.c.command_id), row)
        return inserted.first() is not None
