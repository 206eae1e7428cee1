"""The trail of operators' actions, and the installation's identity, on SQL."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.delivery_tables import installation, operator_actions, relay_bucket
from adapters.sql.schema.on_conflict import insert_ignoring_conflicts
from application.ports.operator_actions import OperatorAction


class SqlOperatorActions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, action: OperatorAction) -> None:
        await self._connection.execute(insert(operator_actions).values(**asdict(action)))

    async def select(self, *, entry_id: int | None = None, limit: int) -> Sequence[OperatorAction]:
        query = select(operator_actions).order_by(operator_actions.c.id.desc()).limit(limit)
        query = query if entry_id is None else query.where(operator_actions.c.entry_id == entry_id)
        rows = await self._connection.execute(query)
        return [OperatorAction(row.at, row.actor, row.command, row.reason, row.entry_id, row.details) for row in rows]


class SqlInstallation:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def identity(self) -> str | None:
        return (await self._connection.execute(select(installation.c.identity))).scalar()

    async def high_water_mark(self) -> int:
        taken = select(func.sum(relay_bucket.c.high_water_mark))
        return int((await self._connection.execute(taken)).scalar() or 0)

    async def identify(self, identity: str) -> None:
        row = {"id": 1, "identity": identity}
        await self._connection.execute(insert_ignoring_conflicts(installation, self._connection.dialect), row)
        await self._connection.execute(update(installation).values(identity=identity))
