"""The note in other words, and more words."""

from datetime import datetime

from domain.lead.decisions.preconditions import refuse_if_deleted
from domain.lead.events import NoteAdded, NoteCorrected, NoteWithdrawn
from domain.lead.lead import accepted_note
from domain.lead.state import LeadState


def correct_note(state: LeadState, note: str, *, at: datetime) -> NoteCorrected | None:
    """None when the lead has these words already. Raise ``LeadIsDeleted``, ``NoteRefused``."""
    refuse_if_deleted(state)
    text = accepted_note(note)
    return NoteCorrected(*state.next_header(at), note=text) if text != state.note else None


def add_note(state: LeadState, note: str, *, at: datetime) -> NoteAdded:
    """Raise ``LeadIsDeleted``, ``NoteRefused``."""
    refuse_if_deleted(state)
    return NoteAdded(*state.next_header(at), number=state.notes_added + 1, note=accepted_note(note))


def withdraw_note(state: LeadState, number: int, *, at: datetime) -> NoteWithdrawn | None:
    """None for a note that is not there any more. Raise ``LeadIsDeleted``."""
    refuse_if_deleted(state)
    is_there = any(one.number == number for one in state.added_notes)
    return NoteWithdrawn(*state.next_header(at), number=number) if is_there else None
