"""``owner_statistics`` on SQL."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, distinct, func, select

from adapters.sql.bot_scope import BotConnection
from adapters.sql.read_models.table import SqlReadModel
from adapters.sql.schema.tables import owner_statistics
from application.read_models.owner_statistics import OwnerStatisticsRow, PlaybookTally, Tally
from domain.plan.plan import StepStatus


class SqlOwnerStatistics(SqlReadModel[OwnerStatisticsRow]):
    def __init__(self, connection: BotConnection) -> None:
        super().__init__(connection, owner_statistics, OwnerStatisticsRow)

    async def tallies(self, now: datetime, *, owner_id: int | None) -> Sequence[PlaybookTally]:
        query = _tallies(now)
        if owner_id is not None:
            query = query.where(owner_statistics.c.owner_id == owner_id)
        return [_tally(row) for row in await self._connection.execute(query)]


def _tallies(now: datetime) -> Select[Any]:
    columns = owner_statistics.c
    leads = func.count(distinct(columns.lead_id))
    steps = func.count()
    is_overdue = and_(columns.status == StepStatus.OPEN, columns.due_at < now)
    return select(
        columns.bot_id,
        columns.owner_id,
        columns.playbook,
        leads.label("leads"),
        leads.filter(columns.has_reply).label("replied"),
        steps.label("steps"),
        steps.filter(columns.status == StepStatus.DONE).label("done"),
        steps.filter(columns.status == StepStatus.SKIPPED).label("skipped"),
        steps.filter(is_overdue).label("overdue"),
    ).group_by(columns.bot_id, columns.owner_id, columns.playbook)


def _tally(row: Row[Any]) -> PlaybookTally:
    tally = Tally(row.leads, row.replied, row.steps, row.done, row.skipped, row.overdue)
    return PlaybookTally(row.bot_id, row.owner_id, row.playbook, tally)
