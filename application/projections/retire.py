"""A version of a read model that nobody wants any more, taken away bit by bit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from application.ports.clock import Clock
from application.ports.projection_versions import Version, VersionState
from application.ports.transaction import Transaction, Transactions
from application.projections.registry import LEAD_PROJECTIONS, Projection

ROWS = 500
"""So many go in one transaction: what is removed is overwritten, and nobody should wait for a whole table of it."""


PAUSE = timedelta(milliseconds=20)
"""In between, others get to write."""


async def drop_version(transactions: Transactions, clock: Clock, projection: Projection, version: Version) -> None:
    """Interrupted, it leaves a retired one: nobody takes half of a version for a whole one."""
    async with transactions.write() as tx:
        await tx.versions.change(version, replace(version, state=VersionState.RETIRED))
    while await _delete_batches(transactions, projection, version) == ROWS:
        await clock.sleep(PAUSE)
    async with transactions.write() as tx:
        await tx.versions.remove(version)  # first: an erasure that is at its rows has the version held
        await projection.version(version.number).table(tx).drop()


async def _delete_batches(transactions: Transactions, projection: Projection, version: Version) -> int:
    async with transactions.write() as tx:
        return await projection.version(version.number).table(tx).delete_batch(ROWS)


async def forget_in_versions(tx: Transaction, lead_ids: Sequence[UUID]) -> None:
    """In the transaction that records why. A version that comes into use later folds that event, and so has them as
    they are then; one that is being computed just now does so before it is done."""
    for projection in LEAD_PROJECTIONS:
        for one in await tx.versions.held(projection.name):
            if one.state is not VersionState.ACTIVE:
                await projection.version(one.number).table(tx).remove(lead_ids)
