"""Residual personal data: words outside of the log, in outbox, attempts, inbox and open questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ResidualData:
    """Words about an erased lead may be in its messages, and in all others of its owner's chats with the bot, since
    lists and answers name leads without belonging to a lead. ``until`` is for open questions: later ones are left."""

    bot_id: int
    lead_id: UUID
    chat_ids: frozenset[int]
    until: datetime


@dataclass(frozen=True, slots=True)
class Redacted:
    """How many messages and updates lost their words, and how many lose them when they have ended."""

    messages: int = 0
    updates: int = 0
    waiting: int = 0

    def __add__(self, other: "Redacted") -> "Redacted":
        return Redacted(self.messages + other.messages, self.updates + other.updates, self.waiting + other.waiting)


class PersonalData(Protocol):
    async def redact(self, residual: ResidualData, *, at: datetime) -> Redacted:
        """Keep every row and its keys, without its words. The lead's queued entries are withdrawn first; other leads'
        own messages are left alone. Idempotent."""
        ...

    async def remember(self, residual: ResidualData) -> None:
        """To be redacted again, since messages are in flight."""
        ...

    async def remembered(self, *, after: UUID | None = None, limit: int) -> Sequence[ResidualData]:
        """In the order of their leads' ids, past ``after``."""
        ...

    async def forget(self, lead_id: UUID) -> None:
        """Nothing of it is left."""
        ...


NOTHING = Redacted()


@dataclass(frozen=True, slots=True)
class Erased:
    """``is_compact``: no file of the database holds the words any more. ``unreadable`` leads were left as they are."""

    leads: int = 0
    redacted: Redacted = NOTHING
    is_compact: bool = True
    unreadable: Sequence[UUID] = ()

    def __add__(self, other: "Erased") -> "Erased":
        return Erased(
            self.leads + other.leads,
            self.redacted + other.redacted,
            self.is_compact and other.is_compact,
            (*self.unreadable, *other.unreadable),
        )

    def with_more(self, redacted: Redacted, *, is_compact: bool) -> "Erased":
        """``redacted.waiting`` and ``is_compact`` replace those before."""
        both = replace(self.redacted + redacted, waiting=redacted.waiting)
        return replace(self, redacted=both, is_compact=is_compact)
