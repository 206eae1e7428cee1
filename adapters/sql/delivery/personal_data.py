"""Residual personal data outside of the log, redacted on SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from adapters.sql.bot_scope import BotConnection, SyncBotConnection
from adapters.sql.delivery.pruning import EMPTY
from adapters.sql.schema.delivery_tables import chat_states, delivery_attempts, outbox, residual_data
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from adapters.sql.schema.tables import inbox, open_questions
from application.delivery.entry import ENDED, EntryState
from application.ports.personal_data import Redacted, ResidualData

MAY_LOSE_WORDS = (*ENDED, EntryState.UNCONFIRMED)
"""An unconfirmed entry waits for an operator; without its words it is not sent again."""


class SqlPersonalData:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def redact(self, residual: ResidualData, *, at: datetime) -> Redacted:
        return await self._connection.run_sync(_redact, residual, at)

    async def remember(self, residual: ResidualData) -> None:
        row = {
            "bot_id": residual.bot_id,
            "lead_id": residual.lead_id,
            "chat_ids": sorted(residual.chat_ids),
            "until": residual.until,
        }
        await self._connection.execute(insert_ignoring_conflicts(residual_data, self._connection.dialect), row)

    async def remembered(self, *, after: UUID | None = None, limit: int) -> Sequence[ResidualData]:
        query = select(residual_data).order_by(residual_data.c.lead_id).limit(limit)
        rows = await self._connection.execute(query if after is None else query.where(residual_data.c.lead_id > after))
        return [ResidualData(row.bot_id, row.lead_id, frozenset(row.chat_ids), row.until) for row in rows]

    async def forget(self, lead_id: UUID) -> None:
        await self._connection.execute(delete(residual_data).where(residual_data.c.lead_id == lead_id))


def _redact(connection: SyncBotConnection, residual: ResidualData, at: datetime) -> Redacted:
    is_about = outbox.c.lead_id == residual.lead_id
    withdrawn = {"state": EntryState.WITHDRAWN, "settled_at": at, "reason": "the lead was erased"}
    connection.execute(update(outbox).where(is_about, outbox.c.state == EntryState.QUEUED).values(withdrawn))
    messages = _redact_messages(connection, residual, at)
    of_chats = inbox.c.chat_id.in_(residual.chat_ids)
    handled = and_(of_chats, inbox.c.handled_at.is_not(None), inbox.c.payload != "")
    updates = connection.execute(update(inbox).where(handled).values(payload="")).rowcount
    asked = and_(open_questions.c.chat_id.in_(residual.chat_ids), open_questions.c.asked_at <= residual.until)
    connection.execute(delete(open_questions).where(asked))
    connection.execute(update(chat_states).where(chat_states.c.chat_id.in_(residual.chat_ids)).values(reason=""))
    in_flight = and_(_said(residual), outbox.c.state.in_((EntryState.QUEUED, EntryState.SENDING)))
    unhandled = and_(of_chats, inbox.c.handled_at.is_(None))
    waiting = [
        connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
        for table, condition in ((outbox, in_flight), (inbox, unhandled))
    ]
    return Redacted(messages, updates, sum(waiting))


def _redact_messages(connection: SyncBotConnection, residual: ResidualData, at: datetime) -> int:
    over = and_(_said(residual), outbox.c.state.in_(MAY_LOSE_WORDS))
    entries = select(outbox.c.id).where(over, *connection.ours(outbox))
    attempts = update(delivery_attempts).where(delivery_attempts.c.entry_id.in_(entries))
    connection.execute(attempts.where(delivery_attempts.c.reason != "").values(reason=""))
    connection.execute(update(outbox).where(over, outbox.c.reason != "").values(reason=""))
    with_words = update(outbox).where(over, outbox.c.pruned_at.is_(None))
    return connection.execute(with_words.values(message=EMPTY, pruned_at=at)).rowcount


def _said(residual: ResidualData) -> ColumnElement[bool]:
    without_lead = and_(outbox.c.lead_id.is_(None), outbox.c.chat_id.in_(residual.chat_ids))
    return or_(outbox.c.lead_id == residual.lead_id, without_lead)
