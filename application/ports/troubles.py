"""Standing troubles: what is wrong for now, as the program that meets it says, and all processes of a database see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Trouble(StrEnum):
    CLOCK_DOUBTED = "clock_doubted"
    DEAF = "deaf"  # notifications of other programs do not arrive
    TELEGRAM_REFUSES = "telegram_refuses"


@dataclass(frozen=True, slots=True)
class StandingTrouble:
    """``bot_id`` is 0 when it concerns a program as a whole; ``reason`` is a sentence for an operator."""

    trouble: Trouble
    reason: str
    since: datetime
    bot_id: int = 0


class Troubles(Protocol):
    async def note(self, trouble: Trouble, reason: str, *, at: datetime, bot_id: int = 0) -> None:
        """Idempotent: ``since`` stays that of the first time, ``reason`` is the newest."""
        ...

    async def lift(self, trouble: Trouble, *, bot_id: int = 0) -> bool:
        """False when it did not stand."""
        ...

    async def all(self) -> Sequence[StandingTrouble]:
        """The oldest first."""
        ...
