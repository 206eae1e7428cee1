"""The log of events on SQL: the library's event store and repository, in the caller's transaction."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from eventsourcing.persistence import EventStore, IntegrityError, MapperDeserialisationError, Notification, StoredEvent
from eventsourcing.utils import TopicError, get_topic
from sqlalchemy import Connection, Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.event_codec import event_mapper
from adapters.sql.event_recorder import SqlEventRecorder, notification
from adapters.sql.tables import lead_list, stored_events
from application.errors import ConcurrentChange, LeadNotFound, UnreadableEvent
from application.ports.lead_log import Loaded, Recorded
from domain.lead import Lead
from domain.lead_events import Created, Event

MAPPER = event_mapper()


class SqlLeadLog:
    """In a writing transaction on PostgreSQL a loaded lead stays locked, by its row of ``lead_list``, until the
    end: claims and commands on one lead queue up instead of failing. They take this lock before any other row's."""

    def __init__(self, connection: AsyncConnection, *, locks_leads: bool) -> None:
        self._connection = connection
        self._locks_leads = locks_leads

    async def load(self, lead_id: UUID) -> Lead:
        loaded = await self.load_all([lead_id])
        if lead_id in loaded.unreadable:
            raise loaded.unreadable[lead_id]
        if lead_id not in loaded.leads:
            raise LeadNotFound(lead_id)
        return loaded.leads[lead_id]

    async def load_all(self, lead_ids: Collection[UUID]) -> Loaded:
        return await self._connection.run_sync(self._load_all, sorted(lead_ids))

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

    def _load_all(self, connection: Connection, lead_ids: Sequence[UUID]) -> Loaded:
        """Locked in the order of their ids, so that two transactions with the same leads queue up."""
        if self._locks_leads and lead_ids:
            these = lead_list.c.lead_id.in_(lead_ids)
            connection.execute(select(lead_list.c.lead_id).where(these).order_by(lead_list.c.lead_id).with_for_update())
        leads: dict[UUID, Lead] = {}
        unreadable: dict[UUID, UnreadableEvent] = {}
        for lead_id, rows in _histories_of(connection, lead_ids):
            try:
                leads[lead_id] = _lead([read_event(notification(row)) for row in rows])
            except UnreadableEvent as error:
                unreadable[lead_id] = error
        return Loaded(leads, unreadable)


def _lead(history: Sequence[Event]) -> Lead:
    """Raises ``UnreadableEvent`` for one that does not follow from those before it."""
    lead: Lead | None = None
    for event in history:
        follows = event.originator_version == (lead.version + 1 if lead else 1)
        if not follows or isinstance(event, Created) is not (lead is None):
            topic = get_topic(type(event))
            raise UnreadableEvent(lead_id=event.originator_id, version=event.originator_version, topic=topic)
        lead = event.mutate(lead)
    if lead is None:
        raise ValueError("a lead has a history")
    return lead


def _histories_of(connection: Connection, lead_ids: Sequence[UUID]) -> Iterator[tuple[UUID, Iterator[Row[Any]]]]:
    lead_id = stored_events.c.originator_id
    query = select(stored_events).where(lead_id.in_(lead_ids))
    rows = connection.execute(query.order_by(lead_id, stored_events.c.originator_version))
    return groupby(rows, lambda row: UUID(str(row.originator_id)))


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
