"""What all read models in memory have in common: rows by their key, each belonging to one subject."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Generic, TypeVar
from uuid import UUID

from adapters.memory.contents import Rows
from application.ports.read_models import ALL, Row, Span

RowT = TypeVar("RowT", bound=Row)


class MemoryReadModel(Generic[RowT]):
    """``of`` is the field that says whose row it is. Versions, and what only comparing them needs, are a database's."""

    def __init__(self, rows: Rows[RowT], *, of: str = "lead_id") -> None:
        self._rows = rows
        self._subject: Callable[[RowT], UUID] = attrgetter(of)
        self._order = attrgetter(of, "key")

    async def put(self, aggregate_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        await self.remove(aggregate_ids)
        await self.add(rows)

    async def add(self, rows: Sequence[RowT]) -> None:
        self._rows.update({row.key: row for row in rows})

    async def remove(self, aggregate_ids: Sequence[UUID]) -> None:
        for row in await self.rows_of(aggregate_ids):
            del self._rows[row.key]

    async def rows_of(self, aggregate_ids: Sequence[UUID]) -> Sequence[RowT]:
        wanted = set(aggregate_ids)
        return sorted((row for row in self._rows.values() if self._subject(row) in wanted), key=self._order)

    async def aggregate_ids(self, span: Span = ALL) -> set[UUID]:
        return {subject for row in self._rows.values() if (subject := self._subject(row)) in span}
