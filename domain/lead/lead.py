"""The lead: one prospect being pursued by one owner, from the first note on.

Commands are decided on its state, by the functions of ``decisions``; here the events are recorded.
"""

from datetime import datetime
from typing import Self, cast
from uuid import UUID

from eventsourcing.domain import Aggregate

from domain.errors import NoteRefused
from domain.lead import events as lead_events
from domain.lead.events import LeadCaptured
from domain.lead.fold import evolve, initial_state
from domain.lead.state import LeadState

MAX_NOTE_LENGTH = 20_000
"""Characters. Telegram splits a text at 4 096, so this is about five messages' worth."""


class Lead(Aggregate):
    TOPIC = "lead"
    Event = lead_events.Event  # without these two the library would make classes of its own
    Created = lead_events.Created

    def __init__(self) -> None:
        self.state: LeadState  # the first event gives it

    @classmethod
    def capture(cls, lead_id: UUID, *, owner_id: int, chat_id: int, note: str, at: datetime) -> Self:
        """Raise ``NoteRefused``."""
        text = note.strip()
        if not 1 <= len(text) <= MAX_NOTE_LENGTH:
            raise NoteRefused(length=len(text), limit=MAX_NOTE_LENGTH)
        header = (lead_id, cls.INITIAL_VERSION, at)
        captured = LeadCaptured(*header, cls.TOPIC, owner_id=owner_id, chat_id=chat_id, note=text)
        lead = cast(Self, captured.mutate(None))  # a first event makes its aggregate
        lead.pending_events.append(captured)
        return lead

    def record(self, event: lead_events.Event | None) -> None:
        """Fold what was decided and keep it until ``take``; None when nothing was.

        Raise the library's ``OriginatorIDError`` for another lead's event, and ``OriginatorVersionError`` for an event
        that was decided on another state than the present: both are mistakes of the program.
        """
        if event is not None:
            event.mutate(self)
            self.pending_events.append(event)

    def take(self) -> list[lead_events.Event]:
        """Return what was recorded since the last time, to be stored."""
        return [cast(lead_events.Event, event) for event in self.collect_events()]  # all of ours derive from it

    @property
    def has_news(self) -> bool:
        """Whether something was recorded that has not been taken yet."""
        return bool(self.pending_events)

    def evolve(self, event: lead_events.Event) -> None:
        """Called by an event that is applied."""
        self.state = initial_state(event) if isinstance(event, LeadCaptured) else evolve(self.state, event)
