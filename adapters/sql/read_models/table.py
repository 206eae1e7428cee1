"""The base of all read models: the rows of an aggregate are compared, and the differences written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, bindparam, delete, func, insert, select, update

from adapters.sql.bot_scope import BotConnection, SyncBotConnection
from adapters.sql.read_models.shadow_tables import analyze, create, shadow_of, swap
from application.errors import UnreadableRow
from application.ports.read_models import ALL, Span


class _KeyedRow(Protocol):
    @property
    def key(self) -> object: ...


RowT = TypeVar("RowT", bound=_KeyedRow)


class SqlReadModel(Generic[RowT]):
    """``row`` is a dataclass whose fields are the table's columns; the table has one key column. ``of`` is the column
    of the aggregate's id."""

    def __init__(self, connection: BotConnection, table: Table, row: type[RowT], *, of: str = "lead_id") -> None:
        self._connection = connection
        self._table = table
        self._row = row
        self._of = of
        self._aggregate_id = table.c[of]
        [self._key] = table.primary_key.columns
        self._update = update(table).where(self._key == bindparam("this_key"))

    async def put(self, aggregate_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        with self.readable():
            await self._connection.run_sync(self._put, aggregate_ids, rows)

    async def add(self, rows: Sequence[RowT]) -> None:
        if rows:
            await self._connection.execute(insert(self._table), [self._values(row) for row in rows])

    async def remove(self, aggregate_ids: Sequence[UUID]) -> None:
        await self._connection.execute(delete(self._table).where(self._aggregate_id.in_(aggregate_ids)))

    async def rows_of(self, aggregate_ids: Sequence[UUID]) -> Sequence[RowT]:
        with self.readable():
            return await self._connection.run_sync(self._rows_of, aggregate_ids)

    async def rows_in(self, span: Span) -> Sequence[RowT]:
        query = select(self._table).where(*self._in(span)).order_by(self._aggregate_id, self._key)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query)]

    async def aggregate_ids(self, span: Span = ALL) -> set[UUID]:
        with self.readable():
            return set(await self._connection.scalars(select(self._aggregate_id).where(*self._in(span)).distinct()))

    def aggregate_id_of(self, row: RowT) -> UUID:
        aggregate_id: UUID = getattr(row, self._of)
        return aggregate_id

    async def bound(self, *, after: UUID | None, subjects: int) -> UUID | None:
        query = select(self._aggregate_id).where(*self._in(Span(after))).distinct().order_by(self._aggregate_id)
        try:
            found: UUID | None = await self._connection.scalar(query.offset(subjects - 1).limit(1))
        except ValueError:  # an id that was overwritten by hand
            return None
        return found

    async def size(self) -> int:
        return (await self._connection.execute(select(func.count()).select_from(self._table))).scalar_one()

    @property
    def rebuildable(self) -> "SqlReadModel[RowT]":
        return self

    def shadow(self) -> "SqlReadModel[RowT]":
        return SqlReadModel(self._connection, shadow_of(self._table), self._row, of=self._of)

    async def create(self) -> None:
        await self._connection.change_tables(create, self._table)

    async def analyze(self) -> None:
        await self._connection.change_tables(analyze, self._table)

    async def drop(self) -> None:
        await self._connection.change_tables(self._table.drop, checkfirst=True)

    async def swap(self) -> None:
        await self._connection.change_tables(swap, self._table)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Raise ``UnreadableRow`` for a value that was put into the table by hand."""
        try:
            yield
        except ValueError as error:
            raise UnreadableRow(self._table.name, str(error)) from error

    def read(self, row: Row[Any]) -> RowT:
        return self._row(**{column.name: getattr(row, column.name) for column in self._table.columns})

    def _in(self, span: Span) -> Sequence[ColumnElement[bool]]:
        after = () if span.after is None else (self._aggregate_id > span.after,)
        return after if span.upto is None else (*after, self._aggregate_id <= span.upto)

    def _put(self, connection: SyncBotConnection, aggregate_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        there = {row.key: row for row in self._rows_of(connection, aggregate_ids)}
        wanted = {row.key: row for row in rows}
        if gone := there.keys() - wanted.keys():
            connection.execute(delete(self._table).where(self._key.in_(gone)))
        changed = [self._values(wanted[key]) for key in there.keys() & wanted.keys() if there[key] != wanted[key]]
        if changed:
            connection.execute(self._update, [{"this_key": values[self._key.name], **values} for values in changed])
        fresh = [self._values(row) for key, row in wanted.items() if key not in there]
        if fresh:
            connection.execute(insert(self._table), fresh)

    def _rows_of(self, connection: SyncBotConnection, aggregate_ids: Sequence[UUID]) -> Sequence[RowT]:
        query = select(self._table).where(self._aggregate_id.in_(aggregate_ids))
        rows = connection.execute(query.order_by(self._aggregate_id, self._key))
        return [self.read(row) for row in rows]

    def _values(self, row: RowT) -> dict[str, Any]:
        return {field.name: getattr(row, field.name) for field in fields(self._row)}  # type: ignore[arg-type]
