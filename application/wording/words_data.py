"""What a button carries that is about words of the person: those of a kept update, by its id."""

import re
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LeaveQuestion:
    update_id: int | None = None  # whose words are to be kept as a note; None to give the question up

    def encode(self) -> str:
        return "ask/cancel" if self.update_id is None else f"ask/note/{self.update_id}"


@dataclass(frozen=True)
class TakeOver:
    update_id: int  # which brought the changed words of a note

    def encode(self) -> str:
        return f"edit/{self.update_id}"


@dataclass(frozen=True)
class AddToLead:
    lead_id: UUID
    update_id: int  # which brought the words that are to be added

    def encode(self) -> str:
        return f"more/{self.lead_id.hex}/{self.update_id}"


WordsData = LeaveQuestion | TakeOver | AddToLead
_UPDATE = re.compile(r"(ask/note|edit)/([0-9]{1,18})")
_WITH_LEAD = re.compile(r"more/([0-9a-f]{32})/([0-9]{1,18})")


def parse_words(data: str) -> WordsData | None:
    """The inverse of ``encode``; None for other data."""
    if found := _UPDATE.fullmatch(data):
        return (TakeOver if found[1] == "edit" else LeaveQuestion)(int(found[2]))
    if found := _WITH_LEAD.fullmatch(data):
        return AddToLead(UUID(found[1]), int(found[2]))
    return LeaveQuestion() if data == LeaveQuestion().encode() else None
