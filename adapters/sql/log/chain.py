"""Where the log ends, on SQL. An append locks the head, so that positions become visible in the order of the chain."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import lead_keys, log_head, stored_events
from application.errors import LogBroken
from application.ports.chain import Head, Link, StoredLink
from domain.lead.events import LeadErased


def head(connection: Connection) -> Head | None:
    """None when its row was removed."""
    row = connection.execute(select(log_head.c.position, log_head.c.digest)).first()
    return None if row is None else Head(row.position, as_bytes(row.digest))


def locked_head(connection: Connection) -> tuple[Head, int]:
    """Return the head, to be moved by the caller, and the last position that is taken. Until the caller's transaction
    ends no other transaction appends; SQLite has one writer anyway.

    An event may have been slipped in behind the head: then the log goes on after it, and a walk along the chain finds
    it. Raise ``LogBroken`` when there is no head any more.
    """
    taken = select(func.max(stored_events.c.id)).scalar_subquery()
    query = select(log_head.c.position, log_head.c.digest, taken.label("taken")).with_for_update(of=log_head)
    row = connection.execute(query).first()
    if row is None:
        raise LogBroken
    return Head(row.position, as_bytes(row.digest)), max(row.position, row.taken or 0)


def move_head(connection: Connection, to: Head) -> None:
    connection.execute(update(log_head).values(position=to.position, digest=to.digest))


NO_VERSION = -1
"""In place of a version that was overwritten by hand with no number."""
IS_ERASURE = stored_events.c.topic == LeadErased.TOPIC


class SqlLogChain:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def links(self, *, after: int, limit: int) -> Sequence[StoredLink]:
        query = select(stored_events).where(stored_events.c.id > after).order_by(stored_events.c.id).limit(limit)
        return [StoredLink(_link(row), as_bytes(row.digest)) for row in await self._connection.execute(query)]

    async def head(self) -> Head | None:
        return await self._connection.run_sync(head)

    async def erased_leads(self) -> Sequence[UUID]:
        query = select(stored_events.c.originator_id).where(IS_ERASURE).order_by(stored_events.c.originator_id)
        return (await self._connection.scalars(query)).all()

    async def erased_leads_with_key(self) -> Sequence[UUID]:
        erased = select(stored_events.c.originator_id).where(IS_ERASURE)
        query = select(lead_keys.c.lead_id).where(lead_keys.c.lead_id.in_(erased)).order_by(lead_keys.c.lead_id)
        return (await self._connection.scalars(query)).all()

    async def leads_without_key(self) -> Sequence[UUID]:
        has_key = lead_keys.c.lead_id == stored_events.c.originator_id
        is_first = (stored_events.c.originator_version == 1, stored_events.c.topic.like("lead.%"))
        query = select(stored_events.c.originator_id).outerjoin(lead_keys, has_key)
        query = query.where(*is_first, lead_keys.c.lead_id.is_(None)).order_by(stored_events.c.originator_id)
        return (await self._connection.scalars(query)).all()


def _link(row: Row[Any]) -> Link:
    version = row.originator_version if isinstance(row.originator_version, int) else NO_VERSION
    return Link(row.id, row.originator_id, version, str(row.topic), as_bytes(row.state))
