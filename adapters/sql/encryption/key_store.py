"""The leads' keys, stored beside the events that are encrypted under them."""

import logging
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.encryption.encrypted_event import DecryptionFailed, LeadKey
from adapters.sql.encryption.keyring import Keyring, NewKey
from adapters.sql.schema.tables import lead_keys, snapshots
from application.errors import MasterKeyMissing

log = logging.getLogger(__name__)


class LeadKeys:
    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def of(self, lead_ids: Collection[UUID]) -> Mapping[UUID, LeadKey]:
        """Without destroyed keys, and keys that cannot be unwrapped."""
        if not lead_ids:
            return {}
        rows = self._connection.execute(select(lead_keys).where(lead_keys.c.lead_id.in_(lead_ids)))
        opened = {row.lead_id: self._unwrapped(row) for row in rows}
        return {lead_id: LeadKey(lead_id, key) for lead_id, key in opened.items() if key is not None}

    def add(self, keys: Collection[NewKey]) -> None:
        """Of new leads."""
        if keys:
            self._connection.execute(insert(lead_keys), [self._row(key.lead_id, key.stored) for key in keys])

    def rewrap(self) -> int:
        """Wrap every key by the present master key; return how many were wrapped by another one, or by none.

        A key that cannot be unwrapped is logged and left: only its lead is unreadable. Raise ``MasterKeyMissing`` when
        no key can be unwrapped: then the master key is wrong.
        """
        others = lead_keys.c.wrapped_by != self._keyring.wraps_by
        rows = self._connection.execute(select(lead_keys).where(others)).all()
        keys = {row.lead_id: key for row in rows if (key := self._unwrapped(row)) is not None}
        if rows and not keys and self._none_is_ours():
            raise MasterKeyMissing(rows[0].lead_id, rows[0].wrapped_by)
        wrapped = [self._row(lead_id, self._keyring.wrap(lead_id, key)) for lead_id, key in keys.items()]
        if wrapped:
            by_lead = update(lead_keys).where(lead_keys.c.lead_id == bindparam("this_lead"))
            self._connection.execute(by_lead, [{"this_lead": row["lead_id"], **row} for row in wrapped])
        return len(wrapped)

    def _unwrapped(self, row: Row[Any]) -> bytes | None:
        try:
            return self._keyring.unwrap(row.lead_id, row.key, row.wrapped_by)
        except (MasterKeyMissing, DecryptionFailed):
            log.error("a lead's key cannot be opened", extra={"lead_id": str(row.lead_id), "by": row.wrapped_by})
            return None

    def _none_is_ours(self) -> bool:
        """Whether no key is wrapped by the present master key."""
        ours = select(lead_keys.c.lead_id).where(lead_keys.c.wrapped_by == self._keyring.wraps_by)
        return self._connection.execute(ours.limit(1)).first() is None

    def _row(self, lead_id: UUID, stored: bytes) -> dict[str, object]:
        return {"lead_id": lead_id, "key": stored, "wrapped_by": self._keyring.wraps_by}


class SqlLeadKeys:
    """Implements the ``LeadKeys`` port."""

    def __init__(self, connection: AsyncConnection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    async def rewrap(self) -> int:
        """See ``LeadKeys.rewrap``."""
        return await self._connection.run_sync(lambda sync: LeadKeys(sync, self._keyring).rewrap())

    async def gone(self, lead_ids: Collection[UUID]) -> Collection[UUID]:
        present = select(lead_keys.c.lead_id).where(lead_keys.c.lead_id.in_(lead_ids))
        return set(lead_ids) - set(await self._connection.scalars(present))

    async def destroy(self, lead_ids: Collection[UUID]) -> None:
        """With the snapshots that are encrypted under them."""
        await self._connection.execute(delete(lead_keys).where(lead_keys.c.lead_id.in_(lead_ids)))
        await self._connection.execute(delete(snapshots).where(snapshots.c.originator_id.in_(lead_ids)))
