"""Versions of read models on SQL."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.schema.tables import projection_versions
from application.errors import RebuildUnderWay
from application.ports.projection_versions import Version

COLUMNS = projection_versions.c


class SqlProjectionVersions:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, projection: str) -> Sequence[Version]:
        return await self._versions(_of(projection))

    async def held(self, projection: str) -> Sequence[Version]:
        return await self._versions(_of(projection).with_for_update())

    async def add(self, version: Version) -> None:
        await self._connection.execute(insert(projection_versions).values(_values(version)))

    async def change(self, before: Version, after: Version) -> None:
        as_before = and_(*(COLUMNS[name].is_not_distinct_from(value) for name, value in _values(before).items()))
        changed = await self._connection.execute(update(projection_versions).where(as_before).values(_values(after)))
        if changed.rowcount != 1:
            raise RebuildUnderWay(f"somebody else is at work on version {before.number} of {before.projection}")

    async def remove(self, version: Version) -> None:
        await self._connection.execute(delete(projection_versions).where(_is(version)))

    async def _versions(self, query: Select[Any]) -> Sequence[Version]:
        rows = await self._connection.execute(query)
        return [Version(**{_field(name): value for name, value in row._mapping.items()}) for row in rows]


def _of(projection: str) -> Select[Any]:
    return select(projection_versions).where(COLUMNS.projection == projection).order_by(COLUMNS.version)


def _is(version: Version) -> ColumnElement[bool]:
    return and_(COLUMNS.projection == version.projection, COLUMNS.version == version.number)


def _values(version: Version) -> dict[str, Any]:
    return {_column(field.name): getattr(version, field.name) for field in fields(version)}


def _column(field: str) -> str:
    return "version" if field == "number" else field


def _field(column: str) -> str:
    return "number" if column == "version" else column
