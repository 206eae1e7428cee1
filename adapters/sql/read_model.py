"""What all read models have in common: the rows of a subject are compared, and the differences written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from application.errors import UnreadableRow


class _KeyedRow(Protocol):
    @property
    def key(self) -> object: ...


RowT = TypeVar("RowT", bound=_KeyedRow)


class SqlReadModel(Generic[RowT]):
    """``row`` is a dataclass whose fields are the table's columns; the table has one key column. ``of`` is the column
    that says whose row it is."""

    def __init__(self, connection: AsyncConnection, table: Table, row: type[RowT], *, of: str = "lead_id") -> None:
        self._connection = connection
        self._table = table
        self._row = row
        self._subject = table.c[of]
        [self._key] = table.primary_key.columns
        self._update = update(table).where(self._key == bindparam("this_key"))

    async def put(self, subject_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        await self._connection.run_sync(self._put, subject_ids, rows)

    async def add(self, rows: Sequence[RowT]) -> None:
        if rows:
            await self._connection.execute(insert(self._table), [self._values(row) for row in rows])

    async def clear(self) -> None:
        await self._connection.execute(delete(self._table))

    async def rows_of(self, subject_ids: Sequence[UUID]) -> Sequence[RowT]:
        with self.readable():
            return await self._connection.run_sync(self._rows_of, subject_ids)

    async def subject_ids(self) -> set[UUID]:
        with self.readable():
            return set(await self._connection.scalars(select(self._subject).distinct()))

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Somebody has changed the table by hand, to what no column of ours means."""
        try:
            yield
        except ValueError as error:
            raise UnreadableRow(self._table.name, str(error)) from error

    def read(self, row: Row[Any]) -> RowT:
        return self._row(**{column.name: getattr(row, column.name) for column in self._table.columns})

    def _put(self, connection: Connection, subject_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        there = {row.key: row for row in self._rows_of(connection, subject_ids)}
        wanted = {row.key: row for row in rows}
        if gone := there.keys() - wanted.keys():
            connection.execute(delete(self._table).where(self._key.in_(gone)))
        changed = [self._values(wanted[key]) for key in there.keys() & wanted.keys() if there[key] != wanted[key]]
        if changed:
            connection.execute(self._update, [{"this_key": values[self._key.name], **values} for values in changed])
        fresh = [self._values(row) for key, row in wanted.items() if key not in there]
        if fresh:
            connection.execute(insert(self._table), fresh)

    def _rows_of(self, connection: Connection, subject_ids: Sequence[UUID]) -> Sequence[RowT]:
        query = select(self._table).where(self._subject.in_(subject_ids))
        rows = connection.execute(query.order_by(self._subject, self._key))
        return [self.read(row) for row in rows]

    def _values(self, row: RowT) -> dict[str, Any]:
        return {field.name: getattr(row, field.name) for field in fields(self._row)}  # type: ignore[arg-type]
