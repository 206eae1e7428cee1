"""Chat states: when a chat may be written to again, whether it can be reached, where it has moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

CLOCKS_DIFFER = timedelta(seconds=5)
"""By less than this: between machines, and between reading the clock and reading the table."""


@dataclass(frozen=True, slots=True)
class ChatState:
    """``set_at`` is when ``free_at`` was written: a clock that shows much less was set back.
    ``bot_id`` is for lists of several bots."""

    chat_id: int
    free_at: datetime | None = None
    set_at: datetime | None = None
    unreachable_since: datetime | None = None
    reason: str = ""
    moved_to: int | None = None
    bot_id: int | None = field(default=None, compare=False)

    def waits_until(self, now: datetime) -> datetime | None:
        if self.free_at is None or self.set_at is None or self.set_at > now + CLOCKS_DIFFER or self.free_at <= now:
            return None
        return self.free_at


class ChatStates(Protocol):
    async def get(self, chat_id: int) -> ChatState: ...

    async def throttle_until(self, until: Mapping[int, datetime], *, at: datetime) -> None:
        """Nothing more is sent to these chats before then. Never shortens."""
        ...

    async def mark_unreachable(self, chat_id: int, *, reason: str, at: datetime) -> None: ...

    async def mark_reachable(self, chat_id: int) -> None: ...

    async def move(self, chat_id: int, *, to: int) -> None:
        """What waits for the chat, and what will be added for it, goes to its new id."""
        ...

    async def unreachable(self) -> Sequence[ChatState]: ...
