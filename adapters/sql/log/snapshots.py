"""Snapshots of aggregates with long histories, so that a load folds what came after the snapshot alone.

A snapshot holds for the very history that it was taken of, which the digest of its last event names, and for the
meaning that events had, ``FOLD``. Whatever does not fit is left aside: the log has all of it. Personal data in a lead's
snapshot is encrypted by the lead's key, and the snapshot is deleted with that key.
"""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from eventsourcing.domain import Snapshot
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import get_topic
from sqlalchemy import Connection, Row, delete, insert, select

from adapters.sql.encryption.encrypted_event import DecryptionFailed
from adapters.sql.encryption.key_store import LeadKeys
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.log.codec.events import event_mapper
from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import lead_keys, snapshots
from application.errors import MasterKeyMissing
from domain.account.account import Account
from domain.lead.lead import Lead

log = logging.getLogger(__name__)

EVERY = 100
"""Events folded on top of the last snapshot, or of nothing, before the next is taken."""
MAPPER = event_mapper()
TOPIC = get_topic(Snapshot)
COLUMNS = snapshots.c


@dataclass(frozen=True, slots=True)
class TakenSnapshot:
    """``digest`` is the chain's at the last event that the aggregate has folded."""

    aggregate: Lead | Account
    digest: bytes


@dataclass(frozen=True, slots=True)
class Snapshots:
    connection: Connection
    keyring: Keyring

    def of(self, originator_ids: Collection[UUID], fold: int) -> Mapping[UUID, TakenSnapshot]:
        with_keys = snapshots.outerjoin(lead_keys, lead_keys.c.lead_id == COLUMNS.originator_id)
        query = select(snapshots, lead_keys.c.key, lead_keys.c.wrapped_by).select_from(with_keys)
        query = query.where(COLUMNS.originator_id.in_(originator_ids), COLUMNS.fold == fold)
        taken = {row.originator_id: self._read(row) for row in self.connection.execute(query)}
        return {originator_id: snapshot for originator_id, snapshot in taken.items() if snapshot is not None}

    def keep(self, snapshot: TakenSnapshot) -> None:
        """In a transaction that writes. An erased lead has none."""
        aggregate = snapshot.aggregate
        stored = MAPPER.to_stored_event(Snapshot.take(aggregate))
        if isinstance(aggregate, Lead):
            key = LeadKeys(self.connection, self.keyring).of([aggregate.id]).get(aggregate.id)
            if key is None:
                return
            stored = key.encrypt(stored)
        row = {
            "originator_id": aggregate.id,
            "version": aggregate.version,
            "digest": snapshot.digest,
            "fold": aggregate.FOLD,
            "state": stored.state,
        }
        self.connection.execute(delete(snapshots).where(COLUMNS.originator_id == aggregate.id))
        self.connection.execute(insert(snapshots).values(row))

    def _read(self, row: Row[Any]) -> TakenSnapshot | None:
        stored = StoredEvent(row.originator_id, row.version, TOPIC, as_bytes(row.state))
        try:
            if row.key is not None:
                stored = self.keyring.open(row.originator_id, row.key, row.wrapped_by).decrypt(stored)
            aggregate = cast(Snapshot, MAPPER.to_domain_event(stored)).mutate(None)
        except MasterKeyMissing:
            return None  # said when the first event is read
        except (DecryptionFailed, TypeError, ValueError, LookupError, AttributeError) as error:
            problem = type(error).__name__
            log.warning("a snapshot cannot be read", extra={"lead_id": str(row.originator_id), "problem": problem})
            return None
        return TakenSnapshot(aggregate, as_bytes(row.digest)) if isinstance(aggregate, Lead | Account) else None
