"""Whole histories straight from the log, many in one round trip, to compute read models anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from application.ports.event_log import Recorded

History = Sequence[Recorded]
"""One aggregate's events in their order, never empty."""


class Category(StrEnum):
    """An event that this program does not know counts as a lead's: unreadable, and not passed over."""

    LEADS = "leads"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class HistoryBatch:
    """``is_last`` when no aggregate comes after them."""

    histories: Sequence[History]
    is_last: bool


@dataclass(frozen=True, slots=True)
class ChangedHistories:
    """No other aggregate has an event past the position that was asked for, up to position ``until``."""

    histories: Sequence[History]
    until: int


class Histories(Protocol):
    async def batch(self, category: Category, *, after: UUID | None, until: int, events: int) -> HistoryBatch:
        """About so many ``events`` up to position ``until``, in the order of the aggregates' ids, past ``after``. A
        longer history comes whole, and alone. Raise ``EventNotFolded``."""
        ...

    async def changed(self, category: Category, *, after: int, events: int) -> ChangedHistories:
        """As they are now, of the aggregates of the first so many ``events`` past position ``after``.

        Raise ``EventNotFolded``."""
        ...

    async def count(self, category: Category, *, until: int, upto: UUID | None) -> int:
        """Events up to position ``until``, of the aggregates up to ``upto``; None is all."""
        ...
