"""The leads' keys, stored beside the events that are sealed under them."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.keyring import Keyring, NewKey
from adapters.sql.sealing import LeadKey
from adapters.sql.tables import lead_keys


class LeadKeys:
    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def of(self, lead_ids: Collection[UUID]) -> Mapping[UUID, LeadKey]:
        """Without those that are gone. Raises ``MasterKeyMissing``."""
        if not lead_ids:
            return {}
        rows = self._connection.execute(select(lead_keys).where(lead_keys.c.lead_id.in_(lead_ids)))
        return {row.lead_id: self._keyring.open(row.lead_id, row.key, row.wrapped_by) for row in rows}

    def add(self, keys: Collection[NewKey]) -> None:
        """Of leads that begin."""
        if keys:
            self._connection.execute(insert(lead_keys), [self._row(key.lead_id, key.stored) for key in keys])

    def rewrap(self) -> int:
        """Every key by the master key of now; gives how many were wrapped by another one, or by none. Raises
        ``MasterKeyMissing``."""
        others = lead_keys.c.wrapped_by != self._keyring.wraps_by
        rows = self._connection.execute(select(lead_keys).where(others)).all()
        keys = {row.lead_id: self._keyring.unwrap(row.lead_id, row.key, row.wrapped_by) for row in rows}
        wrapped = [self._row(lead_id, self._keyring.wrap(lead_id, key)) for lead_id, key in keys.items()]
        if wrapped:
            this = update(lead_keys).where(lead_keys.c.lead_id == bindparam("this_lead"))
            self._connection.execute(this, [{"this_lead": row["lead_id"], **row} for row in wrapped])
        return len(wrapped)

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

    async def destroy(self, lead_ids: Collection[UUID]) -> None:
        await self._connection.execute(delete(lead_keys).where(lead_keys.c.lead_id.in_(lead_ids)))
