"""Stored events and histories, whatever they are about: read and appended in the caller's transaction."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from eventsourcing.persistence import IntegrityError, MapperDeserialisationError, StoredEvent
from eventsourcing.utils import TopicError, get_topic
from sqlalchemy import Connection, Row, Select, select

from adapters.sql.encryption.encrypted_event import DecryptionFailed, LeadKey, is_encrypted, is_personal, without_key
from adapters.sql.encryption.key_store import LeadKeys
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.codec.events import event_mapper
from adapters.sql.log.recorder import SqlEventRecorder, stored_event
from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import lead_keys, stored_events
from application.errors import ConcurrentChange, LeadKeyGone, UnreadableEvent
from application.ports.event_log import EventFilter, Recorded
from domain.lead.event_base import Event as LeadEvent
from domain.recorded_event import RecordedEvent

MAPPER = event_mapper()


@dataclass(frozen=True, slots=True)
class StoredHistory:
    connection: Connection
    keyring: Keyring

    def append(self, events: Sequence[RecordedEvent]) -> int:
        """Gives the position of the last. Raises ``ConcurrentChange``; ``LeadKeyGone`` for words about an erased
        lead."""
        stored = [(event, MAPPER.to_stored_event(event)) for event in events]
        leads = [(event, one) for event, one in stored if isinstance(event, LeadEvent)]
        fresh = [self.keyring.fresh(event.originator_id) for event, _ in leads if event.originator_version == 1]
        known = {one.lead_id: one.key for one in fresh}
        keys = LeadKeys(self.connection, self.keyring)
        with_words = {event.originator_id for event, one in leads if is_personal(one)}
        known |= keys.of(with_words - known.keys())
        position = self._insert(
            [_sealed(one, known) if event.originator_id in with_words else one for event, one in stored]
        )
        keys.add(fresh)
        return position

    def _insert(self, stored: Sequence[StoredEvent]) -> int:
        try:
            return recorder(self.connection).insert_events(stored)[-1]
        except IntegrityError as error:
            raise ConcurrentChange(str(error)) from error

    def of(self, originator_id: UUID) -> Sequence[RecordedEvent]:
        query = events_with_keys().where(stored_events.c.originator_id == originator_id)
        return [self.read(row) for row in self.connection.execute(query.order_by(stored_events.c.originator_version))]

    def page(self, after: int, limit: int, of: EventFilter) -> Sequence[Recorded]:
        query = events_with_keys().where(stored_events.c.id > after).order_by(stored_events.c.id).limit(limit)
        query = query if of.about is None else query.where(stored_events.c.originator_id == of.about)
        query = query.where(stored_events.c.topic.in_(of.topics)) if of.topics else query
        return [Recorded(row.id, self.read(row), as_bytes(row.digest).hex()) for row in self.connection.execute(query)]

    def read(self, row: Row[Any]) -> RecordedEvent:
        """``row`` is one of ``events_with_keys``. Raises ``UnreadableEvent``, ``MasterKeyMissing``."""
        stored = stored_event(row)
        try:
            return read_event(self._unsealed(row, stored))
        except (DecryptionFailed, ValueError) as error:  # no JSON at all is a ValueError
            raise unreadable(stored) from error

    def _unsealed(self, row: Row[Any], stored: StoredEvent) -> StoredEvent:
        if not is_encrypted(stored):
            return stored
        if row.key is None:
            return without_key(stored)
        return self.keyring.open(row.originator_id, row.key, row.wrapped_by).decrypt(stored)


def _sealed(stored: StoredEvent, keys: Mapping[UUID, LeadKey]) -> StoredEvent:
    lead_id = UUID(str(stored.originator_id))
    if lead_id not in keys:
        raise LeadKeyGone(lead_id)
    return keys[lead_id].encrypt(stored)


def events_with_keys() -> Select[Any]:
    """Each event with its lead's key beside it; that of an account, and of an erased lead, has none."""
    keys = lead_keys.c.lead_id == stored_events.c.originator_id
    return select(stored_events, lead_keys.c.key, lead_keys.c.wrapped_by).outerjoin(lead_keys, keys)


def recorder(connection: Connection) -> SqlEventRecorder:
    return SqlEventRecorder(lambda: nullcontext(connection))


def read_event(stored: StoredEvent) -> RecordedEvent:
    """``stored`` is decrypted. Raise ``UnreadableEvent``, also for an event of another program."""
    try:
        event = MAPPER.to_domain_event(stored)
    except (MapperDeserialisationError, TopicError, TypeError, ValueError, LookupError) as error:
        raise unreadable(stored) from error  # also what is JSON, and nothing that we have written
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
