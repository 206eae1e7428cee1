"""The base of read models in memory: the rows of each aggregate."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Generic, TypeVar
from uuid import UUID

from adapters.memory.contents import Rows
from adapters.memory.only_on_a_database import OnlyOnADatabase
from application.ports.read_models import ALL, RebuildableTable, Row, Span

RowT = TypeVar("RowT", bound=Row)


class MemoryReadModel(Generic[RowT]):
    """``of`` is the field that says whose row it is."""

    rebuildable = OnlyOnADatabase[RebuildableTable[RowT]]()

    def __init__(self, rows: Rows[RowT], *, of: str = "lead_id") -> None:
        self._rows = rows
        self._aggregate_id: Callable[[RowT], UUID] = attrgetter(of)

    async def put(self, aggregate_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        await self.remove(aggregate_ids)
        await self.add(rows)

    async def add(self, rows: Sequence[RowT]) -> None:
        for row in rows:
            self._rows[self._aggregate_id(row)] = (*self._rows.get(self._aggregate_id(row), ()), row)

    async def remove(self, aggregate_ids: Sequence[UUID]) -> None:
        for aggregate_id in aggregate_ids:
            self._rows.pop(aggregate_id, None)

    async def rows_of(self, aggregate_ids: Sequence[UUID]) -> Sequence[RowT]:
        wanted = sorted(set(aggregate_ids))
        return [row for each in wanted for row in sorted(self._rows.get(each, ()), key=attrgetter("key"))]

    async def aggregate_ids(self, span: Span = ALL) -> set[UUID]:
        return {aggregate_id for aggregate_id in self._rows if aggregate_id in span}

    def _all(self) -> Iterable[RowT]:
        return every(self._rows)


def every(rows: Rows[RowT]) -> Iterable[RowT]:
    return chain.from_iterable(rows.values())
