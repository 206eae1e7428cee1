"""``scheduled_reminders`` on SQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from adapters.sql.bot_scope import BotConnection, same_bot
from adapters.sql.read_models.table import SqlReadModel
from adapters.sql.schema.tables import accounts, lead_list, scheduled_reminders
from application.read_models.scheduled_reminders import ReminderRow
from domain.reminders.reminder import NOT_TOLD, ReminderKind, ReminderStatus


class SqlScheduledReminders(SqlReadModel[ReminderRow]):
    def __init__(self, connection: BotConnection, *, locks_leads: bool) -> None:
        super().__init__(connection, scheduled_reminders, ReminderRow)
        self._locks_leads = locks_leads

    async def due(self, now: datetime, *, limit: int) -> Sequence[ReminderRow]:
        first = await self._leads_in_turn(now, limit)
        query = select(scheduled_reminders).where(_due(now), scheduled_reminders.c.lead_id.in_(first))
        query = query.order_by(scheduled_reminders.c.due_at, scheduled_reminders.c.reminder_id).limit(limit)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query)]

    async def next_due_at(self) -> datetime | None:
        query = select(scheduled_reminders.c.due_at).where(_is_waiting())
        query = query.order_by(scheduled_reminders.c.due_at).limit(1)
        return (await self._connection.execute(query)).scalar()

    async def overdue(self, owner_id: int, *, offset: int, limit: int) -> Sequence[ReminderRow]:
        query = select(scheduled_reminders).where(_overdue(owner_id))
        query = query.order_by(scheduled_reminders.c.due_at, scheduled_reminders.c.reminder_id)
        with self.readable():
            return [self.read(row) for row in await self._connection.execute(query.offset(offset).limit(limit))]

    async def count_overdue(self, owner_id: int) -> int:
        query = select(func.count()).select_from(scheduled_reminders).where(_overdue(owner_id))
        return (await self._connection.execute(query)).scalar_one()

    async def leads_waiting(self, owner_id: int) -> Sequence[UUID]:
        columns = scheduled_reminders.c
        waiting = and_(columns.owner_id == owner_id, columns.status == ReminderStatus.PENDING)
        query = select(columns.lead_id).where(waiting).distinct().order_by(columns.lead_id)
        return (await self._connection.scalars(query)).all()

    async def _leads_in_turn(self, now: datetime, limit: int) -> Sequence[UUID]:
        """Leads with a due reminder: the first of each owner, then the second. On PostgreSQL a writer locks them, and
        passes over those that are locked; a second statement reads the reminders, so that it sees commits from before
        the lock."""
        columns, first_due_at = scheduled_reminders.c, func.min(scheduled_reminders.c.due_at)
        owner = (columns.bot_id, columns.owner_id)
        turn = func.row_number().over(partition_by=owner, order_by=(first_due_at, columns.lead_id))
        due = (
            select(columns.lead_id, first_due_at.label("first_due_at"), turn.label("turn"))
            .where(_due(now), *self._connection.ours(scheduled_reminders))
            .group_by(columns.lead_id, *owner)
            .subquery()
        )
        query = select(due.c.lead_id).order_by(due.c.turn, due.c.first_due_at, due.c.lead_id).limit(limit)
        if self._locks_leads:
            query = query.join(lead_list, due.c.lead_id == lead_list.c.lead_id)
            query = query.with_for_update(of=lead_list, skip_locked=True)
        return (await self._connection.scalars(query)).all()


def _due(now: datetime) -> ColumnElement[bool]:
    return and_(_is_waiting(), scheduled_reminders.c.due_at <= now)


def _is_waiting() -> ColumnElement[bool]:
    """A follow-up is not due while its owner has switched follow-ups off."""
    columns = scheduled_reminders.c
    is_owners = and_(same_bot(accounts, scheduled_reminders), accounts.c.owner_id == columns.owner_id)
    is_unwanted = exists().where(is_owners, accounts.c.follow_ups.is_(False))
    is_wanted = or_(columns.kind == ReminderKind.PLAN_STEP.value, not_(is_unwanted))
    return and_(columns.status == ReminderStatus.PENDING, is_wanted)


def _overdue(owner_id: int) -> ColumnElement[bool]:
    is_expired = scheduled_reminders.c.status.in_(NOT_TOLD)
    is_step = scheduled_reminders.c.kind == ReminderKind.PLAN_STEP.value
    return and_(is_expired, is_step, scheduled_reminders.c.owner_id == owner_id)
