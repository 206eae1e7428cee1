"""The relay's pause on SQL: one row that all processes see, and that outlives them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.insert_once import insert_once
from adapters.sql.tables import relay_gate
from application.delivery import RelayPause


class SqlRelayGate:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def pause(self) -> RelayPause | None:
        row = (await self._connection.execute(select(relay_gate))).first()
        return RelayPause(row.paused_until, row.reason) if row else None

    async def pause_until(self, until: datetime, *, reason: str) -> None:
        values = {"paused_until": until, "reason": reason}
        await self._connection.execute(insert_once(relay_gate, self._connection.dialect), {"id": 1, **values})
        is_longer = relay_gate.c.paused_until < until
        await self._connection.execute(relay_gate.update().where(is_longer).values(values))
