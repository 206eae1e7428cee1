"""Shadow tables: how far a read model is computed anew, beside the table in use."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ShadowTable:
    """While ``position`` is 0, aggregates up to ``after`` have their rows, as of position ``until``; from then on all
    have, right for aggregates without an event past ``position``. ``fold`` is a digest of the code."""

    projection: str
    fold: str
    until: int
    started_at: datetime
    after: UUID | None = None
    position: int = 0


class ShadowTables(Protocol):
    """At most one for each projection: from the beginning of a rebuild to its swap."""

    async def get(self, projection: str) -> ShadowTable | None: ...

    async def locked(self, projection: str) -> ShadowTable | None:
        """The same; on PostgreSQL no other transaction changes or removes it until the end of this transaction."""
        ...

    async def add(self, shadow: ShadowTable) -> None: ...

    async def change(self, before: ShadowTable, after: ShadowTable) -> None:
        """Raise ``RebuildUnderWay`` when it is not as it was ``before``: another program is at work on it."""
        ...

    async def remove(self, shadow: ShadowTable) -> None:
        """Raise as ``change`` does."""
        ...


class RebuildLock(Protocol):
    def hold(self) -> AbstractAsyncContextManager[None]:
        """One program at a time on this database; it ends with the program. Raise ``RebuildUnderWay``, naming its
        holder."""
        ...
