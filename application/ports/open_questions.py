"""What the bot has asked in a chat and waits for an answer to: at most one question at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """``question`` is the data of the button that led to it: it says what the answer is for."""

    chat_id: int
    question: str
    asked_at: datetime


class OpenQuestions(Protocol):
    async def ask(self, question: OpenQuestion) -> None:
        """In place of a question that is open."""
        ...

    async def of(self, chat_id: int) -> OpenQuestion | None: ...

    async def close(self, chat_id: int) -> None: ...
