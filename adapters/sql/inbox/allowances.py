"""Allowances on SQL."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from adapters.sql.bot_scope import BotConnection, meant_for_all_bots
from adapters.sql.schema.access_tables import allowances
from application.ports.allowances import Bound, Spent


class SqlAllowances:
    def __init__(self, connection: BotConnection) -> None:
        self._connection = connection

    async def get(self, person_id: int, bound: Bound) -> Spent | None:
        is_it = (allowances.c.person_id == person_id, allowances.c.bound == bound)
        row = (await self._connection.execute(select(allowances).where(*is_it).with_for_update())).first()
        return None if row is None else Spent(row.since, row.used, row.told_at)

    async def put(self, person_id: int, bound: Bound, spent: Spent) -> None:
        values = {"since": spent.since, "used": spent.used, "told_at": spent.told_at}
        is_it = (allowances.c.person_id == person_id, allowances.c.bound == bound)
        changed = await self._connection.execute(update(allowances).where(*is_it).values(values))
        if not changed.rowcount:
            await self._connection.execute(insert(allowances), {"person_id": person_id, "bound": bound, **values})

    async def forget(self, *, before: datetime) -> int:
        old = meant_for_all_bots(delete(allowances).where(allowances.c.since < before))
        return (await self._connection.execute(old)).rowcount
