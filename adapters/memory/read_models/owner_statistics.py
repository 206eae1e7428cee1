"""``owner_statistics`` in memory."""

from collections.abc import Sequence
from datetime import datetime

from adapters.memory.contents import BotContents
from adapters.memory.read_models.table import MemoryReadModel
from application.read_models.owner_statistics import OwnerStatisticsRow, PlaybookTally, Tally
from domain.plan.plan import StepStatus


class MemoryOwnerStatistics(MemoryReadModel[OwnerStatisticsRow]):
    def __init__(self, contents: BotContents) -> None:
        super().__init__(contents.owner_statistics)

    async def tallies(self, now: datetime, *, owner_id: int | None) -> Sequence[PlaybookTally]:
        counted = dict[tuple[int, int, str], list[OwnerStatisticsRow]]()
        for row in self._all():
            if owner_id is None or row.owner_id == owner_id:
                counted.setdefault((row.bot_id, row.owner_id, row.playbook), []).append(row)
        return [PlaybookTally(*key, _tally(rows, now)) for key, rows in counted.items()]


def _tally(rows: Sequence[OwnerStatisticsRow], now: datetime) -> Tally:
    return Tally(
        leads=len({row.lead_id for row in rows}),
        replied=len({row.lead_id for row in rows if row.has_reply}),
        steps=len(rows),
        done=sum(row.status is StepStatus.DONE for row in rows),
        skipped=sum(row.status is StepStatus.SKIPPED for row in rows),
        overdue=sum(row.status is StepStatus.OPEN and row.due_at < now for row in rows),
    )
