"""The eventsourcing library's recorder on SQLAlchemy Core: it writes in whatever transaction it is given."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    NotSupportedError,
    StoredEvent,
    Subscription,
)
from sqlalchemy import Connection, Row, Select, exc, func, insert, select, text

from adapters.sql.tables import stored_events

Transaction = Callable[[], AbstractContextManager[Connection]]
"""Opens a transaction, or joins the one that is open; leaving the block commits only what it opened."""


class SqlEventRecorder(ApplicationRecorder):
    """Positions (notification ids) become visible in the order in which they were given.

    On PostgreSQL a table lock sees to that, taken just before inserting and held until the transaction ends; on
    SQLite there is one writer at a time. Without it a reader of the log could step over an event for ever.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        """Gives the positions in the order of the events. Raises ``IntegrityError`` when a version is taken."""
        if not stored_events:
            return None
        try:
            with self._transaction() as connection:
                return _insert(connection, stored_events)
        except exc.IntegrityError as error:
            raise IntegrityError(str(error.orig)) from error

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        version = stored_events.c.originator_version
        query = select(stored_events).where(stored_events.c.originator_id == originator_id)
        query = query if gt is None else query.where(version > gt)
        query = query if lte is None else query.where(version <= lte)
        query = query.order_by(version.desc() if desc else version).limit(limit)
        with self._transaction() as connection:
            return [_stored_event(row) for row in connection.execute(query)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        query = _between(start, stop, inclusive_of_start=inclusive_of_start)
        query = query.where(stored_events.c.topic.in_(topics)) if topics else query
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(stored_events.c.id).limit(limit))
            return [notification(row) for row in rows]

    def max_notification_id(self) -> int | None:
        with self._transaction() as connection:
            return connection.execute(select(func.max(stored_events.c.id))).scalar()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        raise NotSupportedError("nothing tails this log: its projections are inline, in the writer's transaction")


def notification(row: Row[Any]) -> Notification:
    return Notification(
        id=row.id,
        originator_id=row.originator_id,
        originator_version=row.originator_version,
        topic=row.topic,
        state=bytes(row.state),
    )


def _stored_event(row: Row[Any]) -> StoredEvent:
    return StoredEvent(
        originator_id=row.originator_id,
        originator_version=row.originator_version,
        topic=row.topic,
        state=bytes(row.state),
    )


def _insert(connection: Connection, events: Sequence[StoredEvent]) -> Sequence[int]:
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE stored_events IN EXCLUSIVE MODE"))
    rows = [
        {
            "originator_id": event.originator_id,
            "originator_version": event.originator_version,
            "topic": event.topic,
            "state": event.state,
            "digest": b"",
        }
        for event in events
    ]
    statement = insert(stored_events).returning(stored_events.c.id, sort_by_parameter_order=True)
    return connection.execute(statement, rows).scalars().all()


def _between(start: int | None, stop: int | None, *, inclusive_of_start: bool) -> Select[Any]:
    position = stored_events.c.id
    query = select(stored_events)
    if start is not None:
        query = query.where(position >= start if inclusive_of_start else position > start)
    return query if stop is None else query.where(position <= stop)
