"""``lead_list`` on SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.read_models.table import SqlReadModel
from adapters.sql.schema.tables import lead_list, scheduled_reminders
from application.ports.read_models import LeadSummary
from application.read_models.lead_list import LeadRow
from domain.reminders.reminder import ReminderKind, ReminderStatus

OVER = (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED, ReminderStatus.CANCELLED)


class SqlLeadList(SqlReadModel[LeadRow]):
    def __init__(self, connection: BotConnection) -> None:
        super().__init__(connection, lead_list, LeadRow)

    async def page(
        self, *, owner_id: int | None, offset: int, limit: int, include_deleted: bool = False
    ) -> Sequence[LeadSummary]:
        due = _next_due(*self._connection.ours(scheduled_reminders))
        query = (
            select(lead_list, due.c.next_due_at)
            .select_from(lead_list.outerjoin(due, due.c.lead_id == lead_list.c.lead_id))
            .where(_visible(owner_id, include_deleted=include_deleted))
            .order_by(
                due.c.next_due_at.is_(None), due.c.next_due_at, lead_list.c.captured_at.desc(), lead_list.c.lead_id
            )
            .offset(offset)
            .limit(limit)
        )
        rows = await self._connection.execute(query)
        return [LeadSummary(self.read(row), row.next_due_at) for row in rows]

    async def count(self, *, owner_id: int | None) -> int:
        query = select(func.count()).select_from(lead_list).where(_visible(owner_id, include_deleted=False))
        return (await self._connection.execute(query)).scalar_one()

    async def all_of(self, owner_id: int) -> Sequence[UUID]:
        query = select(lead_list.c.lead_id).where(lead_list.c.owner_id == owner_id).order_by(lead_list.c.lead_id)
        return (await self._connection.scalars(query)).all()

    async def deleted_before(self, at: datetime, *, limit: int) -> Sequence[UUID]:
        query = select(lead_list.c.lead_id).where(lead_list.c.deleted_at < at)
        query = query.order_by(lead_list.c.deleted_at, lead_list.c.lead_id).limit(limit)
        return (await self._connection.scalars(query)).all()

    async def without_plan(self, *, limit: int) -> Sequence[UUID]:
        waiting = and_(lead_list.c.steps_total.is_(None), lead_list.c.deleted_at.is_(None))
        oldest, owner = (lead_list.c.captured_at, lead_list.c.lead_id), (lead_list.c.bot_id, lead_list.c.owner_id)
        turn = func.row_number().over(partition_by=owner, order_by=oldest)
        query = select(lead_list.c.lead_id).where(waiting).order_by(turn, *oldest)
        return (await self._connection.scalars(query.limit(limit))).all()


def _visible(owner_id: int | None, *, include_deleted: bool) -> ColumnElement[bool]:
    owned = lead_list.c.owner_id == owner_id if owner_id is not None else lead_list.c.owner_id.is_not(None)
    return owned if include_deleted else and_(owned, lead_list.c.deleted_at.is_(None))


def _next_due(*ours: ColumnElement[bool]) -> Subquery:
    columns = scheduled_reminders.c
    is_pending = columns.status == ReminderStatus.PENDING
    still_open = and_(columns.status.not_in(OVER), or_(is_pending, columns.kind == ReminderKind.PLAN_STEP.value))
    next_due_at: ColumnElement[datetime] = func.min(scheduled_reminders.c.due_at)
    return (
        select(scheduled_reminders.c.lead_id, next_due_at.label("next_due_at"))
        .where(still_open, *ours)
        .group_by(scheduled_reminders.c.lead_id)
        .subquery()
    )
