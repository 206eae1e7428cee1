"""The inbox: updates are kept before they are confirmed to Telegram."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class InboundUpdate:
    """One update as Telegram sent it. ``chat_id`` is None when it belongs to no chat; ``payload`` is its JSON.

    ``identity`` names the message, edit, press or change that it brings: Telegram gives an update id to other content
    after a week without updates. ``person_id`` is who sent it, as far as it says so. ``part_of`` is the command that
    this part of a message, but its first, was handled with.
    """

    bot_id: int
    update_id: int
    chat_id: int | None
    payload: str
    identity: str = ""
    person_id: int | None = None
    is_press: bool = False
    part_of: str = ""

    @property
    def command_id(self) -> str:
        """What it asks for is one command, however often it is handled."""
        return ":".join(["tg", str(self.bot_id), str(self.update_id), *filter(None, [self.identity])])


class UpdateState(StrEnum):
    """``failed``: it could not be handled, and waits for an operator."""

    WAITING = "waiting"
    FAILED = "failed"
    HANDLED = "handled"


def identity_of_message(chat_id: int, message_id: int) -> str:
    """Of the update that brings it first."""
    return f"m-{chat_id}-{message_id}"


def identity_of_edits(chat_id: int, message_id: int) -> str:
    """With it begins that of each update that brings the message anew."""
    return f"e-{chat_id}-{message_id}-"


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """``id`` is its number in the inbox, for operators; ``problem`` is why it could not be handled, empty else."""

    update: InboundUpdate
    kept_at: datetime
    id: int = 0
    handled_at: datetime | None = None
    problem: str = ""

    @property
    def state(self) -> UpdateState:
        if self.handled_at is None:
            return UpdateState.WAITING
        return UpdateState.FAILED if self.problem else UpdateState.HANDLED


@dataclass(frozen=True, slots=True)
class Backlog:
    """Of unhandled updates; ``oldest_at`` is when the oldest was kept, None when nothing waits; ``failed`` are those
    that could not be handled."""

    updates: int
    oldest_at: datetime | None
    failed: int = 0


class Inbox(Protocol):
    async def keep(self, updates: Sequence[InboundUpdate], *, at: datetime) -> None:
        """Idempotent by bot, update id and identity."""
        ...

    async def news(self, updates: Sequence[InboundUpdate]) -> Sequence[InboundUpdate]:
        """Those that are not kept."""
        ...

    async def heads(self, *, limit: int, passed_over: Collection[int | None] = ()) -> Sequence[InboundUpdate]:
        """Of each chat the first update that waits; those of no chat are as one chat. Presses first, then in the order
        in which they were kept. Of chats that are ``passed_over`` only presses."""
        ...

    async def waiting(self, chat_id: int, *, limit: int) -> Sequence[KeptUpdate]:
        """The chat's updates that wait, in the order in which they were kept."""
        ...

    async def backlog(self) -> Backlog: ...

    async def kept(self, bot_id: int, update_id: int) -> InboundUpdate | None:
        """The newest of that id, handled or not; None when there is none, or its payload was erased."""
        ...

    async def select(self, *, state: UpdateState | None, chat_id: int | None, limit: int) -> Sequence[KeptUpdate]:
        """The newest first."""
        ...

    async def get(self, number: int) -> KeptUpdate | None: ...

    async def put_back(self, number: int) -> None:
        """A failed update waits again."""
        ...

    async def discard(self, number: int) -> None:
        """A failed update counts as handled, and its payload is empty."""
        ...

    async def versions_of(self, chat_id: int, message_id: int) -> Sequence[InboundUpdate]:
        """The newest updates that brought this message, or an edit of it, handled or not, the latest first; payloads
        may be erased."""
        ...

    async def parts_of(self, update: InboundUpdate) -> Sequence[InboundUpdate]:
        """The update, and the other parts of its message that were handled with it, in their order."""
        ...

    async def forget_handled(self, *, before: datetime) -> int:
        """Empty the payload of updates that were handled before then without a problem; return how many."""
        ...

    async def remembers_handled(self, *, before: datetime) -> bool:
        """Whether ``forget_handled`` would find an update."""
        ...

    async def mark_handled(self, update: InboundUpdate, *, at: datetime, problem: str = "", part_of: str = "") -> bool:
        """False when another process has handled it meanwhile: then its answers count, and ours must not.

        ``problem`` says why it could not be handled; the update stays kept either way.
        """
        ...


class ProcessedCommands(Protocol):
    async def is_known(self, command_id: str) -> bool: ...

    async def remember(self, command_id: str, *, at: datetime) -> bool:
        """False when the command was processed before; then nothing is to be done."""
        ...
