"""What people said outside of the log, wiped on SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.delivery.pruning import EMPTY, ENDED
from adapters.sql.schema.delivery_tables import chat_lanes, delivery_attempts, outbox, traces
from adapters.sql.schema.on_conflict import insert_once
from adapters.sql.schema.tables import inbox, open_questions
from application.delivery.entry import EntryState
from application.ports.personal_data import Trace, Wiped

MAY_LOSE_WORDS = (*ENDED, EntryState.UNCONFIRMED)
"""An unconfirmed one waits for a person who says what became of it; nobody sends it again without its words."""


class SqlTraces:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def wipe(self, trace: Trace, *, at: datetime) -> Wiped:
        return await self._connection.run_sync(_wipe, trace, at)

    async def remember(self, trace: Trace) -> None:
        row = {"lead_id": trace.lead_id, "chat_ids": sorted(trace.chat_ids), "until": trace.until}
        await self._connection.execute(insert_once(traces, self._connection.dialect), row)

    async def remembered(self, *, after: UUID | None = None, limit: int) -> Sequence[Trace]:
        query = select(traces).order_by(traces.c.lead_id).limit(limit)
        rows = await self._connection.execute(query if after is None else query.where(traces.c.lead_id > after))
        return [Trace(row.lead_id, frozenset(row.chat_ids), row.until) for row in rows]

    async def forget(self, lead_id: UUID) -> None:
        await self._connection.execute(delete(traces).where(traces.c.lead_id == lead_id))


def _wipe(connection: Connection, trace: Trace, at: datetime) -> Wiped:
    ours = outbox.c.lead_id == trace.lead_id
    withdrawn = {"state": EntryState.WITHDRAWN, "settled_at": at, "reason": "the lead was erased"}
    connection.execute(update(outbox).where(ours, outbox.c.state == EntryState.QUEUED).values(withdrawn))
    messages = _wipe_messages(connection, trace, at)
    of_chats = inbox.c.chat_id.in_(trace.chat_ids)
    handled = and_(of_chats, inbox.c.handled_at.is_not(None), inbox.c.payload != "")
    updates = connection.execute(update(inbox).where(handled).values(payload="")).rowcount
    asked = and_(open_questions.c.chat_id.in_(trace.chat_ids), open_questions.c.asked_at <= trace.until)
    connection.execute(delete(open_questions).where(asked))
    connection.execute(update(chat_lanes).where(chat_lanes.c.chat_id.in_(trace.chat_ids)).values(reason=""))
    on_their_way = and_(_said(trace), outbox.c.state.in_((EntryState.QUEUED, EntryState.SENDING)))
    unhandled = and_(of_chats, inbox.c.handled_at.is_(None))
    waiting = [
        connection.execute(select(func.count()).select_from(table).where(these)).scalar_one()
        for table, these in ((outbox, on_their_way), (inbox, unhandled))
    ]
    return Wiped(messages, updates, sum(waiting))


def _wipe_messages(connection: Connection, trace: Trace, at: datetime) -> int:
    over = and_(_said(trace), outbox.c.state.in_(MAY_LOSE_WORDS))
    attempts = update(delivery_attempts).where(delivery_attempts.c.entry_id.in_(select(outbox.c.id).where(over)))
    connection.execute(attempts.where(delivery_attempts.c.reason != "").values(reason=""))
    connection.execute(update(outbox).where(over, outbox.c.reason != "").values(reason=""))
    with_words = update(outbox).where(over, outbox.c.pruned_at.is_(None))
    return connection.execute(with_words.values(message=EMPTY, pruned_at=at)).rowcount


def _said(trace: Trace) -> ColumnElement[bool]:
    of_nobody = and_(outbox.c.lead_id.is_(None), outbox.c.chat_id.in_(trace.chat_ids))
    return or_(outbox.c.lead_id == trace.lead_id, of_nobody)
