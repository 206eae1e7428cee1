"""``scheduled_reminders`` on SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.read_model import SqlReadModel
from adapters.sql.tables import lead_list, scheduled_reminders
from application.reminder_projection import ReminderRow
from domain.reminder import NOT_TOLD, ReminderStatus


class SqlScheduledReminders(SqlReadModel[ReminderRow]):
    def __init__(self, connection: AsyncConnection, *, locks_leads: bool) -> None:
        super().__init__(connection, scheduled_reminders, ReminderRow)
        self._locks_leads = locks_leads

    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        due = _due(now)
        if self._locks_leads:
            due = and_(due, scheduled_reminders.c.lead_id.in_(await self._locked_leads(now, limit)))
        query = select(scheduled_reminders).where(due)
        query = query.order_by(scheduled_reminders.c.due_at, scheduled_reminders.c.reminder_id).limit(limit)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query)]

    async def next_due_at(self) -> datetime | None:
        pending = scheduled_reminders.c.status == ReminderStatus.PENDING
        query = select(scheduled_reminders.c.due_at).where(pending).order_by(scheduled_reminders.c.due_at).limit(1)
        return (await self._connection.execute(query)).scalar()

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        query = select(scheduled_reminders).where(_overdue(owner_id))
        query = query.order_by(scheduled_reminders.c.due_at, scheduled_reminders.c.reminder_id)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query.offset(offset).limit(limit))]

    async def count_overdue(self, owner_id: int) -> int:
        query = select(func.count()).select_from(scheduled_reminders).where(_overdue(owner_id))
        return (await self._connection.execute(query)).scalar_one()

    async def _locked_leads(self, now: datetime, limit: int) -> Sequence[UUID]:
        """Leads with something due that nobody else is at work on. What is due is read by a second statement, so
        that it sees what was committed before the lock was had."""
        due = (
            select(scheduled_reminders.c.lead_id, func.min(scheduled_reminders.c.due_at).label("first_due_at"))
            .where(_due(now))
            .group_by(scheduled_reminders.c.lead_id)
            .subquery()
        )
        query = select(lead_list.c.lead_id).join(due, due.c.lead_id == lead_list.c.lead_id)
        query = query.order_by(due.c.first_due_at).limit(limit).with_for_update(of=lead_list, skip_locked=True)
        return (await self._connection.scalars(query)).all()


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(scheduled_reminders.c.status == ReminderStatus.PENDING, scheduled_reminders.c.due_at <= now)


def _overdue(owner_id: int) -> ColumnElement[bool]:
    is_expired = scheduled_reminders.c.status.in_(NOT_TOLD)
    return and_(is_expired, scheduled_reminders.c.owner_id == owner_id)
