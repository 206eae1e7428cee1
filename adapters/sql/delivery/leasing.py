"""Lease and settle as rows, with a fence each."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, or_, select, tuple_, update

from adapters.sql.bot_scope import SyncBotConnection
from adapters.sql.delivery.heads import due_heads
from adapters.sql.delivery.rows import read_entry
from adapters.sql.schema.delivery_tables import outbox
from application.delivery.entry import Entry, EntryState, Settlement

LEASED = ("state", "token", "leased_at", "lease_until", "attempts", "edits_message_id")
SETTLED = ("state", "reason", "not_before", "attempts", "message_id", "settled_at", "may_duplicate", "lease_until")


def lease_due(connection: SyncBotConnection, now: datetime, lease_until: datetime, limit: int) -> Sequence[Entry]:
    """The first fence: a row is locked and still queued, so of two relays one gets it."""
    rows = connection.execute(due_heads(now, limit=limit).with_for_update(skip_locked=True))
    due = [read_entry(row) for row in rows]
    if not due:
        return []
    edited = _messages_of(connection, [entry.content.edits for entry in due if entry.content.edits is not None])
    leased = [
        entry.leased(
            token=secrets.token_hex(16),
            at=now,
            until=lease_until,
            edits_message_id=edited.get(entry.content.edits or 0),
        )
        for entry in due
    ]
    still_queued = and_(outbox.c.id == bindparam("entry_id"), outbox.c.state == EntryState.QUEUED)
    statement = update(outbox).where(still_queued).values({name: bindparam(f"new_{name}") for name in LEASED})
    connection.execute(statement, [_parameters(entry, LEASED) for entry in leased])
    return leased


def settle(
    connection: SyncBotConnection, settlements: Sequence[tuple[Entry, Settlement]], at: datetime
) -> Collection[int]:
    """The second fence, the token: an attempt that lost its lease writes nothing."""
    current = dict(_still_leased(connection, settlements))
    written = set[int]()
    for attempt, settlement in settlements:
        entry = current.get(attempt.id)
        if entry is not None and entry.token == attempt.token and entry.may_be_settled(settlement.state):
            current[entry.id] = entry.settled(settlement, at)
            written.add(entry.id)
    settled = [current[entry_id] for entry_id in sorted(written)]
    if settled:
        this = and_(outbox.c.id == bindparam("entry_id"), outbox.c.token == bindparam("entry_token"))
        statement = update(outbox).where(this).values({name: bindparam(f"new_{name}") for name in SETTLED})
        connection.execute(statement, [_parameters(entry, SETTLED) for entry in settled])
    return [entry.id for entry in settled]


def _still_leased(
    connection: SyncBotConnection, settlements: Sequence[tuple[Entry, Settlement]]
) -> Mapping[int, Entry]:
    """Locked until the transaction ends. A late ``sent`` may still find its entry unconfirmed."""
    sent = [entry for entry, settlement in settlements if settlement.state is EntryState.SENT]
    on_time = and_(_attempts(entry for entry, _ in settlements), outbox.c.state == EntryState.SENDING)
    late = and_(_attempts(sent), outbox.c.state == EntryState.UNCONFIRMED)
    rows = connection.execute(select(outbox).where(or_(on_time, late)).order_by(outbox.c.id).with_for_update())
    return {row.id: read_entry(row) for row in rows}


def _attempts(entries: Iterable[Entry]) -> ColumnElement[bool]:
    return tuple_(outbox.c.id, outbox.c.token).in_([(entry.id, entry.token) for entry in entries])


def _parameters(entry: Entry, names: Sequence[str]) -> dict[str, Any]:
    new = {f"new_{name}": getattr(entry, name) for name in names}
    return {"entry_id": entry.id, "entry_token": entry.token, **new}


def _messages_of(connection: SyncBotConnection, entry_ids: Sequence[int]) -> Mapping[int, int | None]:
    if not entry_ids:
        return {}
    rows = connection.execute(select(outbox.c.id, outbox.c.message_id).where(outbox.c.id.in_(entry_ids)))
    return {row.id: row.message_id for row in rows}
