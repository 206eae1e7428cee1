"""Rebuilding in tests: on whatever database, by the system's clock or another one."""

from collections.abc import Sequence
from uuid import UUID

from adapters.sql.database import SqlDatabase
from adapters.sql.operations.rebuild_lock import SqlRebuildLock
from adapters.system_clock import SystemClock
from application.ports.clock import Clock
from application.ports.event_log import Recorded
from application.ports.histories import Category
from application.ports.read_models import Row
from application.ports.shadow_tables import RebuildLock
from application.ports.transaction import Transaction, Transactions
from application.projections.rebuild import ProjectionRebuild
from application.projections.registry import PROJECTIONS, Projection
from application.projections.verification import ProjectionVerification
from domain.account.events import Event as AccountEvent


def a_rebuild(
    transactions: Transactions,
    *,
    projections: Sequence[Projection] = PROJECTIONS,
    batch: int = 2000,
    clock: Clock | None = None,
    lock: RebuildLock | None = None,
) -> ProjectionRebuild:
    lock = lock or a_rebuild_lock(transactions)
    return ProjectionRebuild(transactions, clock or SystemClock(), lock, projections, batch)


def a_rebuild_lock(transactions: Transactions) -> RebuildLock:
    assert isinstance(transactions, SqlDatabase), "memory has no shadow tables"
    return SqlRebuildLock(transactions)


async def empty(tx: Transaction, projection: Projection) -> None:
    """As if its rows were lost."""
    table = projection.table(tx)
    await table.remove(list(await table.aggregate_ids()))


async def differing(transactions: Transactions) -> list[str]:
    """Read models whose rows are not those that the whole log folds to; on any database, memory too."""
    async with transactions.read() as tx:
        log = await tx.log.page(after=0, limit=await tx.log.head())
        return [one.name for one in PROJECTIONS if await shown(tx, one) != folded(log, one)]


async def shown(tx: Transaction, projection: Projection) -> dict[object, Row]:
    rows = await projection.table(tx).rows_of(list(await projection.table(tx).aggregate_ids()))
    return {row.key: row for row in rows}


def folded(log: Sequence[Recorded], projection: Projection) -> dict[object, Row]:
    """From the whole log at once, by nothing but the fold."""
    histories: dict[UUID, list[Recorded]] = {}
    for one in log:
        if isinstance(one.event, AccountEvent) is (projection.aggregate_type.category is Category.ACCOUNTS):
            histories.setdefault(one.event.originator_id, []).append(one)
    return {row.key: row for row in projection.rows_of(projection.states(list(histories.values())))}


async def all_hold(transactions: Transactions) -> bool:
    """Whether every read model is what the log folds to."""
    verification = ProjectionVerification(transactions)
    return all([(await verification.verify(projection)).holds for projection in PROJECTIONS])
