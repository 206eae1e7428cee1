"""The operators' trail: who changed what in the outbox and the relay, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OperatorAction:
    """``command`` is what was typed without its arguments; ``details`` the rest, and never a message's text."""

    at: datetime
    actor: str
    command: str
    reason: str
    entry_id: int | None = None
    details: str = ""


class OperatorActions(Protocol):
    """Append-only."""

    async def add(self, action: OperatorAction) -> None: ...

    async def select(self, *, entry_id: int | None = None, limit: int) -> Sequence[OperatorAction]:
        """The newest first."""
        ...
