"""Chat states on SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select, update

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.delivery_tables import chat_states, outbox
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from application.delivery.entry import EntryState
from application.ports.chat_state import CLOCKS_DIFFER, ChatState


class SqlChatStates:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def get(self, chat_id: int) -> ChatState:
        self._connection.one_bot("a chat's state")
        row = (await self._connection.execute(select(chat_states).where(chat_states.c.chat_id == chat_id))).first()
        return _chat_state(row) if row else ChatState(chat_id)

    async def throttle_until(self, until: Mapping[int, datetime], *, at: datetime) -> None:
        """In the order of chats: two transactions with the same chats queue up instead of locking each other."""
        if not until:
            return
        await self._open(sorted(until))
        frees_later = or_(
            chat_states.c.free_at.is_(None),
            chat_states.c.free_at < bindparam("until"),
            chat_states.c.set_at > at + CLOCKS_DIFFER,
        )
        this = and_(chat_states.c.chat_id == bindparam("chat"), frees_later)
        statement = update(chat_states).where(this).values(free_at=bindparam("until"), set_at=at)
        await self._connection.execute(statement, [{"chat": one, "until": until[one]} for one in sorted(until)])

    async def mark_unreachable(self, chat_id: int, *, reason: str, at: datetime) -> None:
        await self._open([chat_id])
        was_reachable = and_(chat_states.c.chat_id == chat_id, chat_states.c.unreachable_since.is_(None))
        values = {"unreachable_since": at, "reason": reason}
        await self._connection.execute(update(chat_states).where(was_reachable).values(values))

    async def mark_reachable(self, chat_id: int) -> None:
        this = and_(chat_states.c.chat_id == chat_id, chat_states.c.unreachable_since.is_not(None))
        await self._connection.execute(update(chat_states).where(this).values(unreachable_since=None, reason=""))

    async def move(self, chat_id: int, *, to: int) -> None:
        """Chats that moved to ``chat_id`` earlier move on with it, so that no chain of moves has to be followed."""
        await self._open([chat_id])
        here = or_(chat_states.c.chat_id == chat_id, chat_states.c.moved_to == chat_id)
        await self._connection.execute(update(chat_states).where(here).values(moved_to=to))
        waiting = and_(outbox.c.chat_id == chat_id, outbox.c.state == EntryState.QUEUED)
        await self._connection.execute(update(outbox).where(waiting).values(chat_id=to))

    async def unreachable(self) -> Sequence[ChatState]:
        query = select(chat_states).where(chat_states.c.unreachable_since.is_not(None))
        rows = await self._connection.execute(query.order_by(chat_states.c.unreachable_since))
        return [_chat_state(row) for row in rows]

    async def _open(self, chat_ids: Sequence[int]) -> None:
        rows = [{"chat_id": chat_id} for chat_id in chat_ids]
        await self._connection.execute(insert_ignoring_conflicts(chat_states, self._connection.dialect), rows)


def _chat_state(row: Row[Any]) -> ChatState:
    return ChatState(
        row.chat_id, row.free_at, row.set_at, row.unreachable_since, row.reason, row.moved_to, bot_id=row.bot_id
    )
