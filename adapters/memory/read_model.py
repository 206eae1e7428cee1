"""What all read models in memory have in common: rows by their key, each belonging to one subject."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from adapters.memory.contents import Rows
from application.ports.read_models import ALL, Span


class KeyedRow(Protocol):
    @property
    def key(self) -> object: ...


RowT = TypeVar("RowT", bound=KeyedRow)


class MemoryReadModel(Generic[RowT]):
    """``of`` is the field that says whose row it is. There is one table of each: no versions of it."""

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

    async def rows_in(self, span: Span) -> Sequence[RowT]:
        return await self.rows_of(list(await self.aggregate_ids(span)))

    async def aggregate_ids(self, span: Span = ALL) -> set[UUID]:
        return {subject for row in self._rows.values() if (subject := self._subject(row)) in span}

    def aggregate_id_of(self, row: RowT) -> UUID:
        return self._subject(row)

    async def bound(self, *, after: UUID | None, subjects: int) -> UUID | None:
        found = sorted(await self.aggregate_ids(Span(after)))
        return found[subjects - 1] if len(found) >= subjects else None

    async def size(self) -> int:
        return len(self._rows)
