"""Invitations on SQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, insert, select, update

from adapters.sql.bot_scope import BotConnection
from adapters.sql.schema.access_tables import invitations
from application.ports.invitations import Invitation, NewInvitation


class SqlInvitations:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def add(self, invitation: NewInvitation) -> int:
        await self._connection.execute(insert(invitations), {**asdict(invitation), "used": 0})
        query = select(func.max(invitations.c.id)).where(invitations.c.code_hash == invitation.code_hash)
        return int(await self._connection.scalar(query))

    async def use(self, code_hash: str, *, at: datetime) -> int | None:
        is_open = (
            invitations.c.code_hash == code_hash,
            invitations.c.used < invitations.c.uses,
            invitations.c.expires_at > at,
            invitations.c.revoked_at.is_(None),
        )
        used = update(invitations).where(*is_open).values(used=invitations.c.used + 1).returning(invitations.c.id)
        row = (await self._connection.execute(used)).first()
        return None if row is None else row.id

    async def revoke(self, invitation_id: int, *, at: datetime) -> bool:
        is_it = (invitations.c.id == invitation_id, invitations.c.revoked_at.is_(None))
        revoked = update(invitations).where(*is_it).values(revoked_at=at)
        return (await self._connection.execute(revoked)).rowcount == 1

    async def all(self, *, limit: int) -> Sequence[Invitation]:
        rows = await self._connection.execute(select(invitations).order_by(invitations.c.id.desc()).limit(limit))
        return [
            Invitation(row.id, row.uses, row.used, row.created_at, row.created_by, row.expires_at, row.revoked_at)
            for row in rows
        ]
