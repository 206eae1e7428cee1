"""A messenger that accepts every message, unless outcomes were scripted."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from application.delivery.message import Message
from application.delivery.outcome import Outcome, Sent


@dataclass(frozen=True, slots=True)
class HandedOver:
    """``edits`` is the message whose text it should replace; ``outcome`` was returned to the caller."""

    chat_id: int
    message: Message
    edits: int | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Acknowledged:
    press_id: str
    text: str
    alert: bool


class MemoryMessenger:
    """Implements the ``Messenger`` port. ``next_outcomes`` answer the next calls, in order; then all goes well."""

    def __init__(self) -> None:
        self.next_outcomes: deque[Outcome] = deque()
        self.handed_over: list[HandedOver] = []
        self.acknowledged: list[Acknowledged] = []
        self._message_ids = 0

    @property
    def sent(self) -> Sequence[HandedOver]:
        """The new messages that arrived."""
        return [one for one in self.handed_over if one.edits is None and isinstance(one.outcome, Sent)]

    @property
    def edited(self) -> Sequence[HandedOver]:
        """The messages whose text was replaced."""
        return [one for one in self.handed_over if one.edits is not None and isinstance(one.outcome, Sent)]

    async def send(self, chat_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        outcome = self._scripted() or self._taken()
        self.handed_over.append(HandedOver(chat_id, message, None, outcome))
        return outcome

    async def edit(self, chat_id: int, message_id: int, message: Message, *, write_by: float | None = None) -> Outcome:
        outcome = self._scripted() or Sent(message_id)
        self.handed_over.append(HandedOver(chat_id, message, message_id, outcome))
        return outcome

    async def acknowledge(self, chat_id: int, press_id: str, text: str = "", *, alert: bool = False) -> Outcome:
        self.acknowledged.append(Acknowledged(press_id, text, alert))
        return Sent(0)

    def _scripted(self) -> Outcome | None:
        return self.next_outcomes.popleft() if self.next_outcomes else None

    def _taken(self) -> Sent:
        self._message_ids += 1
        return Sent(self._message_ids)
