"""The read models and their positions."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import TypeVar
from uuid import UUID

from adapters.memory.contents import BotContents, Contents
from adapters.memory.read_models.table import MemoryReadModel, every
from application.ports.bots import bot_of
from application.ports.read_models import LeadSummary
from application.read_models.accounts import AccountRow
from application.read_models.lead_list import LeadRow
from application.read_models.quiet_leads import EASTERNMOST, QuietLeadRow
from application.read_models.scheduled_reminders import ReminderRow
from domain.reminders.reminder import NOT_TOLD, ReminderKind, ReminderStatus

OwnedT = TypeVar("OwnedT", LeadRow, ReminderRow)


def in_turn(rows: Sequence[OwnedT]) -> Sequence[OwnedT]:
    """The first of each owner, then the second."""
    seen = Counter[tuple[int, int]]()
    turns = list[tuple[int, OwnedT]]()
    for row in rows:
        seen[row.bot_id, row.owner_id] += 1
        turns.append((seen[row.bot_id, row.owner_id], row))
    return [row for _, row in sorted(turns, key=itemgetter(0))]


class MemoryLeadList(MemoryReadModel[LeadRow]):
    def __init__(self, contents: BotContents) -> None:
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

    async def all_of(self, owner_id: int) -> Sequence[UUID]:
        return sorted(row.lead_id for row in self._of_with_deleted(owner_id))

    async def deleted_before(self, at: datetime, *, limit: int) -> Sequence[UUID]:
        deleted = [row for row in self._all() if row.deleted_at is not None and row.deleted_at < at]
        return [row.lead_id for row in sorted(deleted, key=attrgetter("deleted_at", "lead_id"))][:limit]

    async def without_plan(self, *, limit: int) -> Sequence[UUID]:
        waiting = [row for row in self._of(None) if row.steps_total is None]
        return [row.lead_id for row in in_turn(sorted(waiting, key=attrgetter("captured_at", "lead_id")))][:limit]

    def _of(self, owner_id: int | None) -> Iterable[LeadRow]:
        return (row for row in self._of_with_deleted(owner_id) if row.deleted_at is None)

    def _of_with_deleted(self, owner_id: int | None) -> Iterable[LeadRow]:
        return (row for row in self._all() if owner_id is None or row.owner_id == owner_id)

    def _next_due_at(self, lead_id: UUID) -> datetime | None:
        return min((row.due_at for row in self._reminders.get(lead_id, ()) if _is_open(row)), default=None)


class MemoryScheduledReminders(MemoryReadModel[ReminderRow]):
    def __init__(self, contents: BotContents) -> None:
        super().__init__(contents.reminders)
        self._accounts = contents.accounts

    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        due = sorted((row for row in self._waiting() if row.due_at <= now), key=attrgetter("due_at", "reminder_id"))
        first = {row.lead_id: row for row in reversed(due)}
        leads = in_turn(sorted(first.values(), key=attrgetter("due_at", "lead_id")))[:limit]
        return [row for row in due if row.lead_id in {lead.lead_id for lead in leads}][:limit]

    async def next_due_at(self) -> datetime | None:
        return min((row.due_at for row in self._waiting()), default=None)

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        return sorted(self._overdue(owner_id), key=attrgetter("due_at", "reminder_id"))[offset : offset + limit]

    async def count_overdue(self, owner_id: int) -> int:
        return len(self._overdue(owner_id))

    def _overdue(self, owner_id: int) -> Sequence[ReminderRow]:
        expired = [row for row in self._all() if row.status in NOT_TOLD]
        return [row for row in expired if row.owner_id == owner_id and row.kind == ReminderKind.PLAN_STEP.value]

    async def leads_waiting(self, owner_id: int) -> Sequence[UUID]:
        return sorted({row.lead_id for row in _pending(self._all()) if row.owner_id == owner_id})

    def _waiting(self) -> Iterable[ReminderRow]:
        """A follow-up is not due while its owner has switched follow-ups off."""
        without = _owners_without_follow_ups(every(self._accounts))
        pending = _pending(self._all())
        return (
            row
            for row in pending
            if row.kind == ReminderKind.PLAN_STEP.value or (row.bot_id, row.owner_id) not in without
        )


class MemoryQuietLeads(MemoryReadModel[QuietLeadRow]):
    def __init__(self, contents: BotContents) -> None:
        super().__init__(contents.quiet_leads)
        self._accounts = contents.accounts

    async def waiting(self, now: datetime, *, limit: int) -> Sequence[QuietLeadRow]:
        waiting = [row for row in self._wanted(now) if row.not_before <= now]
        return sorted(waiting, key=attrgetter("quiet_since", "lead_id"))[:limit]

    async def next_at(self, now: datetime) -> datetime | None:
        return min((row.not_before for row in self._wanted(now)), default=None)

    def _wanted(self, now: datetime) -> Iterable[QuietLeadRow]:
        today = (now + EASTERNMOST).date().isoformat()
        paused = {(row.bot_id, row.owner_id) for row in every(self._accounts) if row.paused_until > today}
        without = paused | _owners_without_follow_ups(every(self._accounts))
        return (row for row in self._all() if (row.bot_id, row.owner_id) not in without)


class MemoryAccounts(MemoryReadModel[AccountRow]):
    def __init__(self, contents: BotContents, bot_id: int | None) -> None:
        super().__init__(contents.accounts, of="account_id")
        self.bot_id = bot_id

    async def of_chat(self, chat_id: int) -> AccountRow | None:
        bot_of(self)
        return max((row for row in self._all() if row.chat_id == chat_id), key=_opened_at, default=None)

    async def of_owners(self, owner_ids: Collection[int]) -> Sequence[AccountRow]:
        return [row for row in self._all() if row.owner_id in owner_ids]

    async def page(self, *, offset: int, limit: int) -> Sequence[AccountRow]:
        return sorted(self._all(), key=attrgetter("opened_at", "account_id"))[offset : offset + limit]


class MemoryPositions:
    def __init__(self, contents: Contents) -> None:
        self._positions = contents.positions

    async def get(self, projection: str) -> int:
        return self._positions.get(projection, 0)

    async def advance(self, projection: str, position: int) -> None:
        self._positions[projection] = position

    async def advance_level(self, projections: Sequence[str], position: int) -> None:
        furthest = max(self._positions.values(), default=0)
        level = [name for name, known in self._positions.items() if known == furthest and name in projections]
        self._positions.update(dict.fromkeys(level or projections, position))


def _is_open(row: ReminderRow) -> bool:
    over = (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED, ReminderStatus.CANCELLED)
    is_shown = row.status is ReminderStatus.PENDING or row.kind == ReminderKind.PLAN_STEP.value
    return row.status not in over and is_shown


def _owners_without_follow_ups(accounts: Iterable[AccountRow]) -> set[tuple[int, int]]:
    return {(row.bot_id, row.owner_id) for row in accounts if not row.follow_ups}


def _opened_at(row: AccountRow) -> datetime:
    return row.opened_at


def _pending(rows: Iterable[ReminderRow]) -> Iterable[ReminderRow]:
    return (row for row in rows if row.status is ReminderStatus.PENDING)


def _next_due_first(summary: LeadSummary) -> tuple[bool, float, float, UUID]:
    due_at, row = summary.next_due_at, summary.row
    return due_at is None, due_at.timestamp() if due_at else 0.0, -row.captured_at.timestamp(), row.lead_id
