"""The log of events on SQL: the library's event store and repository, in the caller's transaction."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from itertools import groupby
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Repository
from eventsourcing.persistence import EventStore, IntegrityError, MapperDeserialisationError, Notification, StoredEvent
from eventsourcing.utils import TopicError
from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.event_codec import event_mapper
from adapters.sql.event_recorder import SqlEventRecorder, notification
from adapters.sql.tables import lead_list, stored_events
from application.errors import ConcurrentChange, LeadNotFound, UnreadableEvent
from application.ports.lead_log import Recorded
from domain.lead import Lead
from domain.lead_events import Event

MAPPER = event_mapper()


class SqlLeadLog:
    """In a writing transaction on PostgreSQL a loaded lead stays locked, by its row of ``lead_list``, until the
    end: claims and commands on one lead queue up instead of failing. They take this lock before any other row's."""

    def __init__(self, connection: AsyncConnection, *, locks_leads: bool) -> None:
        self._connection = connection
        self._locks_leads = locks_leads

    async def load(self, lead_id: UUID) -> Lead:
        return await self._connection.run_sync(self._load, lead_id)

    async def append(self, events: Sequence[Event]) -> int:
        return await self._connection.run_sync(_append, events)

    async def history(self, lead_id: UUID) -> Sequence[Event]:
        return await self._connection.run_sync(_history, lead_id)

    async def histories(self, *, after: UUID | None, until: int, limit: int) -> Sequence[Sequence[Event]]:
        return await self._connection.run_sync(_histories, after, until, limit)

    async def page(
        self, *, after: int, limit: int, lead_id: UUID | None = None, since: datetime | None = None
    ) -> Sequence[Recorded]:
        page: list[Recorded] = []
        while len(page) < limit:
            found = await self._connection.run_sync(_page, after, limit, lead_id)
            page += [one for one in found if since is None or one.event.timestamp >= since]
            if len(found) < limit:
                break
            after = found[-1].position
        return page[:limit]

    async def head(self) -> int:
        return await self._connection.run_sync(lambda sync: _recorder(sync).max_notification_id() or 0)

    def _load(self, connection: Connection, lead_id: UUID) -> Lead:
        if self._locks_leads:
            connection.execute(select(lead_list.c.lead_id).where(lead_list.c.lead_id == lead_id).with_for_update())
        repository = Repository(EventStore(MAPPER, _recorder(connection)))
        try:
            lead: Lead = repository.get(lead_id)
        except AggregateNotFoundError as error:
            raise LeadNotFound(lead_id) from error
        except (MapperDeserialisationError, TopicError):
            _history(connection, lead_id)  # reads one by one and names the event that cannot be read
            raise
        return lead


def _recorder(connection: Connection) -> SqlEventRecorder:
    return SqlEventRecorder(lambda: nullcontext(connection))


def _append(connection: Connection, events: Sequence[Event]) -> int:
    try:
        recordings = EventStore(MAPPER, _recorder(connection)).put(events)
    except IntegrityError as error:
        raise ConcurrentChange(str(error)) from error
    return recordings[-1].notification.id


def _history(connection: Connection, lead_id: UUID) -> Sequence[Event]:
    return [read_event(stored) for stored in _recorder(connection).select_events(lead_id)]


def _histories(connection: Connection, after: UUID | None, until: int, limit: int) -> Sequence[Sequence[Event]]:
    lead_id = stored_events.c.originator_id
    ids = select(lead_id).where(stored_events.c.id <= until, stored_events.c.originator_version == 1)
    ids = ids if after is None else ids.where(lead_id > after)
    query = (
        select(stored_events)
        .where(lead_id.in_(ids.order_by(lead_id).limit(limit).scalar_subquery()), stored_events.c.id <= until)
        .order_by(lead_id, stored_events.c.originator_version)
    )
    rows = connection.execute(query)
    return [[read_event(notification(row)) for row in group] for _, group in groupby(rows, lambda row: row[1])]


def _page(connection: Connection, after: int, limit: int, lead_id: UUID | None) -> Sequence[Recorded]:
    query = select(stored_events).where(stored_events.c.id > after).order_by(stored_events.c.id).limit(limit)
    query = query if lead_id is None else query.where(stored_events.c.originator_id == lead_id)
    return [_recorded(notification(row)) for row in connection.execute(query)]


def _recorded(stored: Notification) -> Recorded:
    return Recorded(stored.id, read_event(stored))


def read_event(stored: StoredEvent) -> Event:
    """Raises ``UnreadableEvent``, also for the event of an aggregate that is no lead."""
    try:
        event = MAPPER.to_domain_event(stored)
    except (MapperDeserialisationError, TopicError) as error:
        raise _unreadable(stored) from error
    if not isinstance(event, Event):
        raise _unreadable(stored)
    return event


def _unreadable(stored: StoredEvent) -> UnreadableEvent:
    lead_id = stored.originator_id if isinstance(stored.originator_id, UUID) else UUID(stored.originator_id)
    return UnreadableEvent(lead_id=lead_id, version=stored.originator_version, topic=stored.topic)
