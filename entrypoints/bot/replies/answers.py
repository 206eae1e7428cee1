"""The answers to one update, and the question that comes of it: stored in the transaction that marks it handled."""

from dataclasses import dataclass, field

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.inbox.updates import Handled


@dataclass(slots=True)
class Answers:
    entries: list[NewEntry] = field(default_factory=list)
    asks: str = ""
    closes: bool = False

    def say(self, chat_id: int, message: Message) -> None:
        self.entries.append(NewEntry(EntryKind.ANSWER, chat_id, message))

    def ask(self, question: str) -> None:
        """What the person writes next is its answer. Empty: nothing is asked any more."""
        self.asks, self.closes = question, not question

    def as_handled(self) -> Handled:
        return Handled(self.entries, asks=self.asks, closes=self.closes)
