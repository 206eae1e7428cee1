"""How far shadow tables are, on SQL."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.tables import shadow_tables
from application.errors import RebuildUnderWay
from application.ports.shadow_tables import ShadowTable


class SqlShadowTables:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, projection: str) -> ShadowTable | None:
        return await self._one(_of(projection))

    async def locked(self, projection: str) -> ShadowTable | None:
        return await self._one(_of(projection).with_for_update())

    async def add(self, shadow: ShadowTable) -> None:
        await self._connection.execute(insert(shadow_tables).values(asdict(shadow)))

    async def change(self, before: ShadowTable, after: ShadowTable) -> None:
        changed = await self._connection.execute(update(shadow_tables).where(_is(before)).values(asdict(after)))
        _require_one(changed.rowcount, before)

    async def remove(self, shadow: ShadowTable) -> None:
        removed = await self._connection.execute(delete(shadow_tables).where(_is(shadow)))
        _require_one(removed.rowcount, shadow)

    async def _one(self, query: Select[Any]) -> ShadowTable | None:
        row = (await self._connection.execute(query)).first()
        return None if row is None else ShadowTable(**row._mapping)


def _of(projection: str) -> Select[Any]:
    return select(shadow_tables).where(shadow_tables.c.projection == projection)


def _is(shadow: ShadowTable) -> ColumnElement[bool]:
    """As it is known, in every column."""
    return and_(*(shadow_tables.c[name].is_not_distinct_from(value) for name, value in asdict(shadow).items()))


def _require_one(rows: int, shadow: ShadowTable) -> None:
    if rows != 1:
        raise RebuildUnderWay(f"another program is at work on the shadow table of {shadow.projection}")
