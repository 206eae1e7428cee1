"""Standing troubles on SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from adapters.sql.schema.tables import standing_troubles
from application.ports.troubles import StandingTrouble, Trouble


class SqlTroubles:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def note(self, trouble: Trouble, reason: str, *, at: datetime, bot_id: int = 0) -> None:
        row = {"bot_id": bot_id, "trouble": trouble, "reason": reason, "since": at}
        await self._connection.execute(insert_ignoring_conflicts(standing_troubles, self._connection.dialect), row)
        is_it = (standing_troubles.c.bot_id == bot_id, standing_troubles.c.trouble == trouble)
        await self._connection.execute(update(standing_troubles).where(*is_it).values(reason=reason))

    async def lift(self, trouble: Trouble, *, bot_id: int = 0) -> bool:
        is_it = (standing_troubles.c.bot_id == bot_id, standing_troubles.c.trouble == trouble)
        return (await self._connection.execute(delete(standing_troubles).where(*is_it))).rowcount == 1

    async def all(self) -> Sequence[StandingTrouble]:
        rows = await self._connection.execute(select(standing_troubles).order_by(standing_troubles.c.since))
        return [StandingTrouble(row.trouble, row.reason, row.since, row.bot_id) for row in rows]
