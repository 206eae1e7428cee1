"""The note in other words."""

from datetime import datetime

from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import NoteCorrected
from domain.lead.lead import accepted_note
from domain.lead.state import LeadState


def correct_note(state: LeadState, note: str, *, at: datetime) -> NoteCorrected | None:
    """None when the lead has these words already. Raise ``LeadIsDeleted``, ``NoteRefused``."""
    refuse_if_deleted(state)
    text = accepted_note(note)
    return NoteCorrected(*state.next_header(at), note=text) if text != state.note else None
