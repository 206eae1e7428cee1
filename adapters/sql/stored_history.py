"""Stored events and histories, whatever they are about: read, appended and counted in the caller's transaction."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from itertools import groupby
from typing import Any
from uuid import UUID

from eventsourcing.persistence import EventStore, IntegrityError, MapperDeserialisationError, Notification, StoredEvent
from eventsourcing.utils import TopicError, get_topic
from sqlalchemy import ColumnElement, Connection, Row, select

from adapters.sql.event_codec import event_mapper
from adapters.sql.event_recorder import SqlEventRecorder, notification
from adapters.sql.tables import stored_events
from application.errors import ConcurrentChange, UnreadableEvent
from application.ports.lead_log import Recorded
from domain.recorded_event import RecordedEvent

MAPPER = event_mapper()


def append(connection: Connection, events: Sequence[RecordedEvent]) -> int:
    """Gives the position of the last. Raises ``ConcurrentChange``."""
    try:
        recordings = EventStore(MAPPER, recorder(connection)).put(events)
    except IntegrityError as error:
        raise ConcurrentChange(str(error)) from error
    return recordings[-1].notification.id


def recorder(connection: Connection) -> SqlEventRecorder:
    return SqlEventRecorder(lambda: nullcontext(connection))


def history_of(connection: Connection, originator_id: UUID) -> Sequence[RecordedEvent]:
    return [read_event(stored) for stored in recorder(connection).select_events(originator_id)]


def stored_histories(
    connection: Connection, originator_ids: Collection[UUID]
) -> Iterator[tuple[UUID, Iterator[Notification]]]:
    originator_id = stored_events.c.originator_id
    query = select(stored_events).where(originator_id.in_(originator_ids))
    rows = connection.execute(query.order_by(originator_id, stored_events.c.originator_version))
    for one, group in groupby(rows, lambda row: UUID(str(row.originator_id))):
        yield one, (notification(row) for row in group)


def histories_begun(
    connection: Connection, by: ColumnElement[bool], after: UUID | None, until: int, limit: int
) -> Sequence[Sequence[RecordedEvent]]:
    """Of those whose first event is ``by``, in the order of their ids, without the events past position ``until``."""
    originator_id, version = stored_events.c.originator_id, stored_events.c.originator_version
    ids = select(originator_id).where(stored_events.c.id <= until, version == 1, by)
    ids = ids if after is None else ids.where(originator_id > after)
    query = (
        select(stored_events)
        .where(
            originator_id.in_(ids.order_by(originator_id).limit(limit).scalar_subquery()), stored_events.c.id <= until
        )
        .order_by(originator_id, version)
    )
    rows = connection.execute(query)
    return [[read_event(notification(row)) for row in group] for _, group in groupby(rows, lambda row: row[1])]


def page(connection: Connection, after: int, limit: int, originator_id: UUID | None) -> Sequence[Recorded]:
    query = select(stored_events).where(stored_events.c.id > after).order_by(stored_events.c.id).limit(limit)
    query = query if originator_id is None else query.where(stored_events.c.originator_id == originator_id)
    return [_recorded(row) for row in connection.execute(query)]


def _recorded(row: Row[Any]) -> Recorded:
    return Recorded(row.id, read_event(notification(row)))


def read_event(stored: StoredEvent) -> RecordedEvent:
    """Raises ``UnreadableEvent``, also for what is no event of ours."""
    try:
        event = MAPPER.to_domain_event(stored)
    except (MapperDeserialisationError, TopicError) as error:
        raise unreadable(stored) from error
    if not isinstance(event, RecordedEvent):
        raise unreadable(stored)
    return event


def unreadable(stored: StoredEvent) -> UnreadableEvent:
    originator = stored.originator_id if isinstance(stored.originator_id, UUID) else UUID(stored.originator_id)
    return UnreadableEvent(lead_id=originator, version=stored.originator_version, topic=stored.topic)


def out_of_place(event: RecordedEvent) -> UnreadableEvent:
    """It does not follow from those before it, or is about something else."""
    topic = get_topic(type(event))
    return UnreadableEvent(lead_id=event.originator_id, version=event.originator_version, topic=topic)
