"""The read models and their positions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from adapters.memory.contents import Contents
from application.lead_projection import LeadRow
from application.ports.read_models import LeadSummary
from application.reminder_projection import ReminderRow
from domain.reminder import NOT_TOLD, ReminderStatus


class LeadsRow(Protocol):
    """A row that belongs to a lead."""

    @property
    def key(self) -> object: ...
    @property
    def lead_id(self) -> UUID: ...


RowT = TypeVar("RowT", bound=LeadsRow)


class MemoryReadModel(Generic[RowT]):
    """The rows by their key."""

    def __init__(self, rows: dict[object, RowT]) -> None:
        self._rows = rows

    async def put(self, lead_ids: Sequence[UUID], rows: Sequence[RowT]) -> None:
        for key in [key for key, row in self._rows.items() if row.lead_id in lead_ids]:
            del self._rows[key]
        await self.add(rows)

    async def add(self, rows: Sequence[RowT]) -> None:
        self._rows.update({row.key: row for row in rows})

    async def clear(self) -> None:
        self._rows.clear()

    async def rows_of(self, lead_ids: Sequence[UUID]) -> Sequence[RowT]:
        wanted = set(lead_ids)
        return sorted((row for row in self._rows.values() if row.lead_id in wanted), key=attrgetter("lead_id", "key"))

    async def lead_ids(self) -> set[UUID]:
        return {row.lead_id for row in self._rows.values()}


class MemoryLeadList(MemoryReadModel[LeadRow]):
    def __init__(self, contents: Contents) -> None:
        super().__init__(contents.leads)
        self._reminders = contents.reminders

    async def page(
        self, *, owner_id: int | None, offset: int, limit: int, include_deleted: bool = False
    ) -> Sequence[LeadSummary]:
        shown = self._of(owner_id) if not include_deleted else self._of_with_deleted(owner_id)
        summaries = [LeadSummary(row, self._next_due_at(row.lead_id)) for row in shown]
        return sorted(summaries, key=_next_due_first)[offset : offset + limit]

    async def count(self, *, owner_id: int | None) -> int:
        return sum(1 for _ in self._of(owner_id))

    async def without_plan(self, *, limit: int) -> Sequence[UUID]:
        waiting = [row for row in self._of(None) if row.steps_total is None]
        return [row.lead_id for row in sorted(waiting, key=attrgetter("captured_at", "lead_id"))][:limit]

    def _of(self, owner_id: int | None) -> Iterable[LeadRow]:
        return (row for row in self._of_with_deleted(owner_id) if row.deleted_at is None)

    def _of_with_deleted(self, owner_id: int | None) -> Iterable[LeadRow]:
        return (row for row in self._rows.values() if owner_id is None or row.owner_id == owner_id)

    def _next_due_at(self, lead_id: UUID) -> datetime | None:
        return min((row.due_at for row in self._reminders.values() if _is_open(row, lead_id)), default=None)


class MemoryScheduledReminders(MemoryReadModel[ReminderRow]):
    def __init__(self, contents: Contents) -> None:
        super().__init__(contents.reminders)

    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        due = [row for row in _pending(self._rows.values()) if row.due_at <= now]
        return sorted(due, key=attrgetter("due_at", "reminder_id"))[:limit]

    async def next_due_at(self) -> datetime | None:
        return min((row.due_at for row in _pending(self._rows.values())), default=None)

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        return sorted(self._overdue(owner_id), key=attrgetter("due_at", "reminder_id"))[offset : offset + limit]

    async def count_overdue(self, owner_id: int) -> int:
        return len(self._overdue(owner_id))

    def _overdue(self, owner_id: int) -> Sequence[ReminderRow]:
        expired = [row for row in self._rows.values() if row.status in NOT_TOLD]
        return [row for row in expired if row.owner_id == owner_id]


class MemoryPositions:
    def __init__(self, contents: Contents) -> None:
        self._positions = contents.positions

    async def get(self, projection: str) -> int:
        return self._positions.get(projection, 0)

    async def advance(self, projection: str, position: int) -> None:
        self._positions[projection] = position


def _is_open(row: ReminderRow, lead_id: UUID) -> bool:
    over = (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED, ReminderStatus.CANCELLED)
    return row.lead_id == lead_id and row.status not in over


def _pending(rows: Iterable[ReminderRow]) -> Iterable[ReminderRow]:
    return (row for row in rows if row.status is ReminderStatus.PENDING)


def _next_due_first(summary: LeadSummary) -> tuple[bool, float, float, UUID]:
    due_at, row = summary.next_due_at, summary.row
    return due_at is None, due_at.timestamp() if due_at else 0.0, -row.captured_at.timestamp(), row.lead_id
