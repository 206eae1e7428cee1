"""What a person has used of what they may use in a while: messages, notes, bytes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Bound(StrEnum):
    """``refusals`` are the answers to a person, or a group, who is not let in; ``codes`` the invitations they tried."""

    MESSAGES = "messages"
    PRESSES = "presses"
    BYTES = "bytes"
    NOTES = "notes"
    LEADS = "leads"
    REFUSALS = "refusals"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Spent:
    """``used`` since ``since``; ``told_at`` is when the person was told that it is all."""

    since: datetime
    used: int = 0
    told_at: datetime | None = None

    def more(self, amount: int, *, at: datetime, window: timedelta) -> "Spent":
        """A window begins with its first use; one that seems to begin later was begun by a wrong clock."""
        if not self.since <= at < self.since + window:
            return Spent(at, amount)
        return Spent(self.since, self.used + amount, self.told_at)

    def told(self, at: datetime) -> "Spent":
        return Spent(self.since, self.used, at)


class Allowances(Protocol):
    """Of persons, and of groups by their chat's id."""

    async def get(self, person_id: int, bound: Bound) -> Spent | None: ...

    async def put(self, person_id: int, bound: Bound, spent: Spent) -> None: ...

    async def forget(self, *, before: datetime) -> int:
        """Those of windows that began before then; return how many."""
        ...
