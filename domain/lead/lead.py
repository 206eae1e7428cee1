"""The lead: one prospect being pursued by one owner, from the first note on."""

from datetime import datetime
from typing import Self
from uuid import UUID

from domain.aggregate import RecordingAggregate
from domain.errors import NoteRefused
from domain.lead import events as lead_events
from domain.lead.events import LeadCaptured
from domain.lead.fold import evolve, initial_state
from domain.lead.state import LeadState

MAX_NOTE_LENGTH = 20_000
"""Characters. Telegram splits a text at 4 096, so this is about five messages' worth."""


class Lead(RecordingAggregate[lead_events.Event]):
    TOPIC = "lead"
    FOLD = 2
    Event = lead_events.Event  # without Event and Created the library makes its own
    Created = lead_events.Created

    def __init__(self) -> None:
        self.state: LeadState  # set by the first event

    @classmethod
    def capture(cls, lead_id: UUID, *, bot_id: int, owner_id: int, chat_id: int, note: str, at: datetime) -> Self:
        """Raise ``NoteRefused``."""
        header, text = (lead_id, cls.INITIAL_VERSION, at), accepted_note(note)
        captured = LeadCaptured(*header, cls.TOPIC, bot_id=bot_id, owner_id=owner_id, chat_id=chat_id, note=text)
        return cls.begun_by(captured)

    def evolve(self, event: lead_events.Event) -> None:
        """Called by an event that is applied."""
        self.state = initial_state(event) if isinstance(event, LeadCaptured) else evolve(self.state, event)


def accepted_note(note: str) -> str:
    """Without spaces around it. Raise ``NoteRefused``."""
    text = note.strip()
    if not 1 <= len(text) <= MAX_NOTE_LENGTH:
        raise NoteRefused(length=len(text), limit=MAX_NOTE_LENGTH)
    return text
