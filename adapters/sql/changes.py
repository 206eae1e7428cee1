"""What a transaction has changed, and what work that may mean, for this process and for others."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, ExecutionContext

from application.wakeups import Work

CHANGES = "leadbell_changes"
"""In a connection's ``info``: the changes of its transaction so far."""
INSERTED, CHANGED = "inserted", "changed"

Change = tuple[str, str]
"""A table, and whether rows came into it or rows in it were changed."""

BY_TABLE = {
    "inbox": Work.UPDATES,
    "lead_list": Work.PLANS,
    "scheduled_reminders": Work.REMINDERS,
    "quiet_leads": Work.FOLLOW_UPS,
    "accounts": Work.FOLLOW_UPS,
    "outbox": Work.MESSAGES,
    "relay_pauses": Work.MESSAGES,
    "chat_states": Work.MESSAGES,
    "residual_data": Work.HOUSEKEEPING,
}
SETTLED = ("delivery_attempts", INSERTED)
"""Of a transaction that settles messages: what it changes in reminders and leads makes nothing due."""
PACED = ("relay_bucket", CHANGED)
"""Of a transaction that takes slots: it leases, or says something directly."""


def note_changes(
    connection: Connection, cursor: Any, _statement: str, _parameters: Any, context: ExecutionContext, _many: bool
) -> None:
    """A listener after each statement."""
    compiled: Any = getattr(context, "compiled", None)
    is_insert = getattr(context, "isinsert", False)
    writes = is_insert or getattr(context, "isupdate", False) or getattr(context, "isdelete", False)
    if writes and compiled is not None and cursor.rowcount != 0:
        table = compiled.statement.table.name
        connection.info.setdefault(CHANGES, set()).add((table, INSERTED if is_insert else CHANGED))


def note_change(connection: Connection, table: str) -> None:
    """Of a table that was not written to: it is another one now."""
    connection.info.setdefault(CHANGES, set()).add((table, CHANGED))


def work_here(changes: Collection[Change]) -> frozenset[Work]:
    work = {BY_TABLE[table] for table, _ in changes if table in BY_TABLE}
    if SETTLED in changes:
        work -= {Work.PLANS, Work.REMINDERS}
    return frozenset(work)


def work_elsewhere(changes: Collection[Change]) -> frozenset[Work]:
    """Who leases and settles goes on by itself with what is next; others need to know of what is new only."""
    return frozenset() if SETTLED in changes or PACED in changes else work_here(changes)
