"""Versions of read models: the one in use, the one that is being computed, the one that was in use before."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class VersionState(StrEnum):
    """``retired`` is one that nobody goes back to any more; it only waits to be dropped."""

    BUILDING = "building"
    ACTIVE = "active"
    PREVIOUS = "previous"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Version:
    """A table of one read model.

    While ``position`` is 0, subjects up to ``after`` have their rows, as of position ``until``; from then on all
    have, and whoever has no event past ``position`` has the right ones. ``fold`` tells what computed it; it is empty,
    and ``started_at`` None, for number 0: the table that the migrations made.
    """

    projection: str
    number: int
    state: VersionState
    fold: str = ""
    until: int = 0
    after: UUID | None = None
    position: int = 0
    started_at: datetime | None = None


class ProjectionVersions(Protocol):
    async def of(self, projection: str) -> Sequence[Version]:
        """In the order of their numbers. One that was never computed anew has none: number 0 is in use."""
        ...

    async def held(self, projection: str) -> Sequence[Version]:
        """The same; on PostgreSQL nobody changes or removes them until the transaction ends."""
        ...

    async def add(self, version: Version) -> None: ...

    async def change(self, before: Version, after: Version) -> None:
        """Raises ``RebuildUnderWay`` when it is not as it was ``before``: somebody else is at it."""
        ...

    async def remove(self, version: Version) -> None: ...


class RebuildLock(Protocol):
    def held(self) -> AbstractAsyncContextManager[None]:
        """One at a time, of all programs on this database; whoever dies holds it no longer.

        Raises ``RebuildUnderWay``, saying who has it."""
        ...
