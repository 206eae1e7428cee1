"""Prune entries that ended long ago. Unique keys stay for all time, and cards, which later edits look up."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select, update

from adapters.sql.bot_scope import SyncBotConnection
from adapters.sql.schema.delivery_tables import delivery_attempts, outbox
from application.delivery.entry import ENDED, KEPT_KINDS

EMPTY: dict[str, list[object]] = {"spans": [], "buttons": []}


def prune(connection: SyncBotConnection, before: datetime, at: datetime) -> int:
    over = _over(before)
    entries = select(outbox.c.id).where(over, *connection.ours(outbox))
    connection.execute(delete(delivery_attempts).where(delivery_attempts.c.entry_id.in_(entries)))
    is_kept = outbox.c.kind.in_(KEPT_KINDS)
    deleted = connection.execute(delete(outbox).where(over, ~is_kept)).rowcount
    emptied = connection.execute(update(outbox).where(over, is_kept).values(message=EMPTY, pruned_at=at))
    return deleted + emptied.rowcount


def _over(before: datetime) -> ColumnElement[bool]:
    return and_(outbox.c.state.in_(ENDED), outbox.c.settled_at < before, outbox.c.pruned_at.is_(None))
