"""Leads that are erased leave the versions of read models that are kept, too."""

from collections.abc import Sequence
from uuid import UUID

from application.ports.projection_versions import VersionState
from application.ports.transaction import Transaction
from application.projections import LEAD_PROJECTIONS


async def forget_in_versions(tx: Transaction, lead_ids: Sequence[UUID]) -> None:
    """In the transaction that records why. A version that comes into use later folds that event, and so has them as
    they are then; one that is being computed just now does so before it is done."""
    for projection in LEAD_PROJECTIONS:
        for one in await tx.versions.held(projection.name):
            if one.state is not VersionState.ACTIVE:
                await projection.version(one.number).table(tx).remove(lead_ids)
