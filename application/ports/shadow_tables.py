"""Shadow tables: where a read model is computed anew, beside the table that is in use."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ShadowTable:
    """How far the shadow table of one read model is.

    While ``position`` is 0, subjects up to ``after`` have their rows, as of position ``until``; from then on all
    have, and a subject without an event past ``position`` has the right ones. ``fold`` tells what computed it.
    """

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
        """The same; on PostgreSQL no other transaction changes or removes it until this one ends."""
        ...

    async def add(self, shadow: ShadowTable) -> None: ...

    async def change(self, before: ShadowTable, after: ShadowTable) -> None:
        """Raises ``RebuildUnderWay`` when it is not as it was ``before``: another program is at work on it."""
        ...

    async def remove(self, shadow: ShadowTable) -> None:
        """Raises as ``change`` does."""
        ...


class RebuildLock(Protocol):
    def hold(self) -> AbstractAsyncContextManager[None]:
        """One at a time, of all programs on this database; whoever dies holds it no longer.

        Raises ``RebuildUnderWay``, saying who has it."""
        ...
