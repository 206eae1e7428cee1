"""A log from before there were keys and digests: its words are sealed where they stand, and the chain begins.

Only the migration that brought them may do so. From then on no stored event is ever written to again.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from sqlalchemy import Connection, Row, bindparam, select, update

from adapters.sql.encryption.encrypted_event import LeadKey, is_personal
from adapters.sql.encryption.key_store import LeadKeys
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.chain import begin_log
from adapters.sql.log.recorder import stored_event
from adapters.sql.schema.tables import stored_events
from application.ports.chain import Head, Link

BATCH = 1000


def adopt_log(connection: Connection, keyring: Keyring) -> None:
    """In the caller's transaction; every lead gets its key."""
    head = Head()
    columns = [stored_events.c[name] for name in ("id", "originator_id", "originator_version", "topic", "state")]
    query = select(*columns).order_by(stored_events.c.id).limit(BATCH)
    while rows := connection.execute(query.where(stored_events.c.id > head.position)).all():
        head = _adopt(connection, rows, _keys_of(connection, rows, keyring), head)
    begin_log(connection, head)


def _adopt(connection: Connection, rows: Sequence[Row[Any]], keys: Mapping[UUID, LeadKey], head: Head) -> Head:
    adopted = []
    for row in rows:
        stored = stored_event(row)
        stored = _sealed(stored, keys.get(row.originator_id))
        link = Link(row.id, row.originator_id, row.originator_version, row.topic, stored.state)
        head = Head(row.id, link.digest(head.digest))
        adopted.append({"this_id": row.id, "state": stored.state, "digest": head.digest})
    connection.execute(update(stored_events).where(stored_events.c.id == bindparam("this_id")), adopted)
    return head


def _keys_of(connection: Connection, rows: Sequence[Row[Any]], keyring: Keyring) -> Mapping[UUID, LeadKey]:
    """Every lead gets one, also where its first event tells nothing."""
    leads = {row.originator_id for row in rows if row.topic.startswith("lead.")}
    keys = LeadKeys(connection, keyring)
    known = keys.of(leads)
    fresh = [keyring.fresh(lead_id) for lead_id in sorted(leads - known.keys())]
    keys.add(fresh)
    return {**known, **{one.lead_id: one.key for one in fresh}}


def _sealed(stored: StoredEvent, key: LeadKey | None) -> StoredEvent:
    """What cannot be read was nothing of ours: it is kept as it is, and stays unreadable."""
    try:
        return key.encrypt(stored) if key is not None and is_personal(stored) else stored
    except (ValueError, RecursionError):
        return stored
