"""What the bot has really asked for and what was accepted: the ground truth for tests of exactly once."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AcceptedMessage:
    chat_id: int
    message_id: int
    text: str


class CallLog:
    """Counts every call by method, refused ones too, and lists the accepted sendMessage calls in order.

    It starts empty with every server: it belongs to the run, not to the room.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.accepted: list[AcceptedMessage] = []

    def count(self, method: str) -> None:
        self.counts[method] += 1

    def accept(self, chat_id: int, message_id: int, text: str) -> None:
        self.accepted.append(AcceptedMessage(chat_id, message_id, text))
