"""Whole histories straight from the log, many in one round trip: what read models are computed from anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from application.ports.event_log import Recorded

History = Sequence[Recorded]
"""One subject's events in their order, never empty."""


class Category(StrEnum):
    """What events are about. What this program does not know counts as a lead's: unreadable, and not passed over."""

    LEADS = "leads"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class HistoryBatch:
    """``is_last`` when nobody comes after them."""

    histories: Sequence[History]
    is_last: bool


@dataclass(frozen=True, slots=True)
class ChangedHistories:
    """Nobody else has an event past the position that was asked for, up to position ``until``."""

    histories: Sequence[History]
    until: int


class Histories(Protocol):
    async def batch(self, part: Category, *, after: UUID | None, until: int, events: int) -> HistoryBatch:
        """About so many ``events``, without those past position ``until``, in the order of their subjects' ids, of
        those after ``after``. One that is longer comes whole, and alone. Raises ``EventNotFolded``."""
        ...

    async def changed(self, part: Category, *, after: int, events: int) -> ChangedHistories:
        """As they are now, of whoever the first so many ``events`` past position ``after`` are about.

        Raises ``EventNotFolded``."""
        ...

    async def count(self, part: Category, *, until: int, upto: UUID | None) -> int:
        """Events up to position ``until``, of the subjects up to ``upto``; of all of them without it."""
        ...
