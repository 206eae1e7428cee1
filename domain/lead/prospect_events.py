"""The events of what is known about the prospect. Format on disk, as all of ``events``."""

from dataclasses import dataclass

from domain.lead.event_base import Created, Event
from domain.lead.prospect import Prospect


@dataclass(frozen=True)
class LeadCaptured(Created):
    """The owner sent a note about a prospect: the lead begins."""

    TOPIC = "lead.lead_captured"
    bot_id: int
    owner_id: int
    chat_id: int
    note: str


@dataclass(frozen=True)
class NoteCorrected(Event):
    """The owner took over what they changed in the message of their note. The plan stays as it is."""

    TOPIC = "lead.note_corrected"
    note: str


@dataclass(frozen=True)
class NoteAdded(Event):
    """The owner said more about the prospect: ``number`` counts the lead's added notes from 1."""

    TOPIC = "lead.note_added"
    number: int
    note: str


@dataclass(frozen=True)
class NoteWithdrawn(Event):
    """The owner took back the added note of that number."""

    TOPIC = "lead.note_withdrawn"
    number: int


@dataclass(frozen=True)
class ProspectIdentified(Event):
    """The planner read in the note who the prospect is."""

    TOPIC = "lead.prospect_identified"
    prospect: Prospect


@dataclass(frozen=True)
class ProspectCorrected(Event):
    """The owner said what this ``field`` of the prospect is: no later reading changes it."""

    TOPIC = "lead.prospect_corrected"
    prospect: Prospect
    field: str
