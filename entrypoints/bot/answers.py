"""The answers to one update, collected: they are queued in the transaction that marks the update handled."""

from dataclasses import dataclass, field

from application.delivery import EntryKind, NewEntry
from application.message import Message


@dataclass(slots=True)
class Answers:
    entries: list[NewEntry] = field(default_factory=list)

    def say(self, chat_id: int, message: Message) -> None:
        self.entries.append(NewEntry(EntryKind.ANSWER, chat_id, message))
