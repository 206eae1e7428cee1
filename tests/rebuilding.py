"""Rebuilding in tests: on whatever database, by the system's clock or another one."""

from collections.abc import Sequence

from adapters.memory.projection_versions import MemoryRebuildLock
from adapters.sql.database import SqlDatabase
from adapters.sql.operations.rebuild_lock import SqlRebuildLock
from adapters.system_clock import SystemClock
from application.ports.clock import Clock
from application.ports.projection_versions import RebuildLock
from application.ports.transaction import Transaction, Transactions
from application.projections.rebuild import ProjectionRebuild
from application.projections.registry import PROJECTIONS, Projection
from application.projections.verification import ProjectionVerification


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
    """In memory a new one each time, of which nobody else knows."""
    return SqlRebuildLock(transactions) if isinstance(transactions, SqlDatabase) else MemoryRebuildLock()


async def empty(tx: Transaction, projection: Projection) -> None:
    """As if its rows were lost."""
    table = projection.table(tx)
    await table.remove(list(await table.aggregate_ids()))


async def all_hold(transactions: Transactions) -> bool:
    """Whether every read model is what the log folds to."""
    verification = ProjectionVerification(transactions)
    return all([(await verification.verify(projection)).holds for projection in PROJECTIONS])
