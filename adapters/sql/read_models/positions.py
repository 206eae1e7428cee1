"""How far each projection has been computed, on SQL."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.tables import projection_positions


class SqlPositions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, projection: str) -> int:
        query = select(projection_positions.c.position).where(projection_positions.c.projection == projection)
        return (await self._connection.execute(query)).scalar() or 0

    async def advance(self, projection: str, position: int) -> None:
        table = projection_positions
        moved = await self._connection.execute(
            table.update().where(table.c.projection == projection).values(position=position)
        )
        if moved.rowcount == 0:
            await self._connection.execute(table.insert().values(projection=projection, position=position))

    async def advance_level(self, projections: Sequence[str], position: int) -> None:
        table = projection_positions
        furthest = select(func.max(table.c.position)).scalar_subquery()
        moved = await self._connection.execute(
            table.update()
            .where(table.c.position == furthest, table.c.projection.in_(projections))
            .values(position=position)
        )
        if moved.rowcount == 0:
            await self._connection.execute(
                table.insert(), [{"projection": one, "position": position} for one in projections]
            )
