"""The same events again, from the first to the last, into a database that has never seen them."""

from collections.abc import Sequence
from typing import Any

from application.ports.event_log import Recorded
from application.ports.read_models import ReadModel, Row
from application.ports.transaction import Transactions
from application.projections.registry import PROJECTIONS
from tests.support.rebuilding import a_rebuild

AT_ONCE = 500


async def replayed(log: Sequence[Recorded], into: Transactions) -> None:
    """Append them in their order, then computes every read model from nothing else."""
    for start in range(0, len(log), AT_ONCE):
        async with into.write() as tx:
            await tx.log.append([one.event for one in log[start : start + AT_ONCE]])
    for projection in PROJECTIONS:
        await a_rebuild(into).rebuild(projection)


async def rows(transactions: Transactions) -> list[list[Row]]:
    """Of every read model, in the order of their subjects."""
    async with transactions.read() as tx:
        return [await _all_rows(projection.table(tx)) for projection in PROJECTIONS]


async def _all_rows(table: ReadModel[Any]) -> list[Row]:
    subjects = sorted(await table.aggregate_ids())
    parts = [subjects[start : start + AT_ONCE] for start in range(0, len(subjects), AT_ONCE)]
    return [row for part in parts for row in await table.rows_of(part)]
