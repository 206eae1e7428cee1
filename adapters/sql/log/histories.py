"""Whole histories from the log on SQL, many in one round trip, in the caller's transaction."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.stored_history import StoredHistory, events_with_keys
from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import stored_events
from application.errors import EventNotFolded, MasterKeyMissing, UnreadableEvent
from application.ports.event_log import Recorded
from application.ports.histories import Category, ChangedHistories, History, HistoryBatch

COLUMNS = stored_events.c


class SqlHistories:
    def __init__(self, connection: AsyncConnection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    async def batch(self, part: Category, *, after: UUID | None, until: int, events: int) -> HistoryBatch:
        return await self._connection.run_sync(self._batch, part, after, until, events)

    async def changed(self, part: Category, *, after: int, events: int) -> ChangedHistories:
        return await self._connection.run_sync(self._changed, part, after, events)

    async def count(self, part: Category, *, until: int, upto: UUID | None) -> int:
        query = select(func.count()).select_from(stored_events).where(_is_about(part), COLUMNS.id <= until)
        query = query if upto is None else query.where(COLUMNS.originator_id <= upto)
        return (await self._connection.execute(query)).scalar_one()

    def _batch(
        self, connection: Connection, part: Category, after: UUID | None, until: int, events: int
    ) -> HistoryBatch:
        query = _events().where(_is_about(part), COLUMNS.id <= until)
        query = query if after is None else query.where(COLUMNS.originator_id > after)
        rows = connection.execute(query.limit(events + 1)).all()
        if len(rows) <= events:
            return HistoryBatch(self._histories(connection, rows, part), is_last=True)
        # There are more rows, perhaps of the last history: left for the next batch, or read whole if it is alone.
        last = rows[-1].originator_id
        whole = [row for row in rows if row.originator_id != last]
        if not whole:
            whole = list(connection.execute(_events().where(COLUMNS.originator_id == last, COLUMNS.id <= until)))
        return HistoryBatch(self._histories(connection, whole, part), is_last=False)

    def _changed(self, connection: Connection, part: Category, after: int, events: int) -> ChangedHistories:
        late = select(COLUMNS.id, COLUMNS.originator_id).where(COLUMNS.id > after, _is_about(part))
        found = connection.execute(late.order_by(COLUMNS.id).limit(events)).all()
        until = found[-1].id if len(found) == events else _head(connection)
        aggregate_ids = {row.originator_id for row in found}
        rows = (
            connection.execute(_events().where(COLUMNS.originator_id.in_(aggregate_ids))).all() if aggregate_ids else ()
        )
        return ChangedHistories(self._histories(connection, rows, part), until)

    def _histories(self, connection: Connection, rows: Sequence[Row[Any]], part: Category) -> Sequence[History]:
        recorded = partial(_recorded, StoredHistory(connection, self._keyring), part)
        return [[recorded(row) for row in group] for _, group in groupby(rows, lambda row: row.originator_id)]


def _head(connection: Connection) -> int:
    return connection.execute(select(func.max(COLUMNS.id))).scalar() or 0


def _events() -> Select[Any]:
    return events_with_keys().order_by(COLUMNS.originator_id, COLUMNS.originator_version)


def _is_about(part: Category) -> ColumnElement[bool]:
    is_accounts = COLUMNS.topic.startswith("account.")
    return and_(is_accounts) if part is Category.ACCOUNTS else not_(is_accounts)


def _recorded(log: StoredHistory, part: Category, row: Row[Any]) -> Recorded:
    try:
        return Recorded(row.id, log.read(row), as_bytes(row.digest).hex())
    except MasterKeyMissing:
        raise
    except UnreadableEvent as error:
        raise EventNotFolded(
            position=row.id,
            of=part.value.removesuffix("s"),
            lead_id=row.originator_id,
            version=row.originator_version,
            topic=row.topic,
        ) from error
