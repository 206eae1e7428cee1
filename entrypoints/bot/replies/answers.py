"""The answers to an update, and the question it opens: stored in the transaction that marks it handled."""

from dataclasses import dataclass, field

from application.delivery.entry import EntryKind, NewEntry
from application.delivery.message import Message
from application.inbox.direct_answers import DirectAnswer, Edit, Flash
from application.inbox.updates import Handled


@dataclass(slots=True)
class Answers:
    entries: list[NewEntry] = field(default_factory=list)
    direct: list[DirectAnswer] = field(default_factory=list)
    asks: str = ""
    closes: bool = False

    def say(self, chat_id: int, message: Message) -> None:
        self.entries.append(NewEntry(EntryKind.ANSWER, chat_id, message))

    def show(self, chat_id: int, message: Message) -> None:
        """As a new message, after a press."""
        self.entries.append(NewEntry(EntryKind.PAGE, chat_id, message))

    def flash(self, chat_id: int, press_id: str, text: str, *, alert: bool = False) -> None:
        """Shown for a moment over the chat, after a press."""
        self.direct.append(Flash(chat_id, press_id, text, alert))

    def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        self.direct.append(Edit(chat_id, message_id, message))

    def ask(self, question: str) -> None:
        """The person's next message is its answer. Empty: close the open question."""
        self.asks, self.closes = question, not question

    def as_handled(self) -> Handled:
        return Handled(self.entries, self.direct, asks=self.asks, closes=self.closes)
