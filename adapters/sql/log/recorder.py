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
from sqlalchemy import Connection, Row, Select, exc, func, insert, select

from adapters.sql.log.chain import locked_head, move_head
from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import stored_events
from application.ports.chain import Head, Link

Transaction = Callable[[], AbstractContextManager[Connection]]
"""Opens a transaction, or joins the one that is open; leaving the block commits only what it opened."""


class SqlEventRecorder(ApplicationRecorder):
    """Positions (notification ids) follow each other without gaps, and become visible in the order of the chain.

    The lock on the log's head sees to that, taken just before inserting and held until the transaction ends. Without it
    a reader of the log could step over an event for ever.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Gives the positions in the order of the events. Raises ``IntegrityError`` when a version is taken."""
        if not stored_events:
            return []
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
            return [stored_event(row) for row in connection.execute(query)]

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
            return [_notification(row) for row in rows]

    def max_notification_id(self) -> int | None:
        with self._transaction() as connection:
            return connection.execute(select(func.max(stored_events.c.id))).scalar()

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        raise NotSupportedError("nothing tails this log: its projections are inline, in the writer's transaction")


def _notification(row: Row[Any]) -> Notification:
    return Notification(
        id=row.id,
        originator_id=row.originator_id,
        originator_version=row.originator_version,
        topic=row.topic,
        state=as_bytes(row.state),
    )


def stored_event(row: Row[Any]) -> StoredEvent:
    return StoredEvent(
        originator_id=row.originator_id,
        originator_version=row.originator_version,
        topic=row.topic,
        state=as_bytes(row.state),
    )


def _insert(connection: Connection, events: Sequence[StoredEvent]) -> Sequence[int]:
    (head, taken), rows = locked_head(connection), []
    for position, event in enumerate(events, start=taken + 1):
        link = Link(position, UUID(str(event.originator_id)), event.originator_version, event.topic, event.state)
        head = Head(link.position, link.digest(head.digest))
        rows.append({"id": link.position, **vars(event), "digest": head.digest})
    connection.execute(insert(stored_events), rows)
    move_head(connection, head)
    return [row["id"] for row in rows]


def _between(start: int | None, stop: int | None, *, inclusive_of_start: bool) -> Select[Any]:
    position = stored_events.c.id
    query = select(stored_events)
    if start is not None:
        query = query.where(position >= start if inclusive_of_start else position > start)
    return query if stop is None else query.where(position <= stop)
