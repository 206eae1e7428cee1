"""Erased leads leave the shadow tables of read models, too."""

from collections.abc import Sequence
from uuid import UUID

from application.ports.transaction import Transaction
from application.projections.registry import LEAD_PROJECTIONS


async def forget_in_shadows(tx: Transaction, lead_ids: Sequence[UUID]) -> None:
    """Part of the transaction that records the erasure. A shadow table folds that event before it comes into use."""
    for projection in LEAD_PROJECTIONS:
        if await tx.shadows.locked(projection.name) is not None:
            await projection.shadow.table(tx).remove(lead_ids)
