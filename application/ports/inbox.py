"""The inbox: updates are kept before they are confirmed to Telegram."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InboundUpdate:
    """One update as Telegram sent it. ``chat_id`` is None when it belongs to no chat; ``payload`` is its JSON."""

    bot_id: int
    update_id: int
    chat_id: int | None
    payload: str

    @property
    def command_id(self) -> str:
        """What it asks for is one command, however often it is handled."""
        return f"tg:{self.bot_id}:{self.update_id}"


@dataclass(frozen=True, slots=True)
class Backlog:
    """Of unhandled updates; ``oldest_at`` is when the oldest was kept, None when nothing waits."""

    updates: int
    oldest_at: datetime | None


class Inbox(Protocol):
    async def keep(self, updates: Sequence[InboundUpdate], *, at: datetime) -> None:
        """Idempotent by bot and update id."""
        ...

    async def unhandled(self, *, limit: int) -> Sequence[InboundUpdate]:
        """The oldest first."""
        ...

    async def backlog(self) -> Backlog: ...

    async def kept(self, bot_id: int, update_id: int) -> InboundUpdate | None:
        """Handled or not; None for an update that was never kept, or whose payload was erased."""
        ...

    async def forget_handled(self, *, before: datetime) -> int:
        """Empty the payload of updates that were handled before then without a problem; return how many."""
        ...

    async def remembers_handled(self, *, before: datetime) -> bool:
        """Whether ``forget_handled`` would find an update."""
        ...

    async def mark_handled(self, update: InboundUpdate, *, at: datetime, problem: str = "") -> bool:
        """False when another process has handled it meanwhile: then its answers count, and ours must not.

        ``problem`` says why it could not be handled; the update stays kept either way.
        """
        ...


class ProcessedCommands(Protocol):
    async def is_known(self, command_id: str) -> bool: ...

    async def remember(self, command_id: str, *, at: datetime) -> bool:
        """False when the command was processed before; then nothing is to be done."""
        ...
