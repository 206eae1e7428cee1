"""The meaning of the events about the prospect: who they are, and the owner's words about them."""

from dataclasses import replace

from domain.lead.prospect_events import NoteAdded, NoteCorrected, NoteWithdrawn, ProspectCorrected, ProspectIdentified
from domain.lead.state import AddedNote, LeadState

Description = ProspectIdentified | ProspectCorrected | NoteCorrected | NoteAdded | NoteWithdrawn


def described(state: LeadState, event: Description) -> LeadState:
    match event:
        case NoteCorrected():
            return replace(state, note=event.note)
        case NoteAdded():
            added = AddedNote(event.number, event.note, event.timestamp)
            return replace(state, added_notes=(*state.added_notes, added), notes_added=event.number)
        case NoteWithdrawn():
            return replace(state, added_notes=tuple(one for one in state.added_notes if one.number != event.number))
        case ProspectCorrected():
            return replace(state, prospect=event.prospect, corrected=state.corrected | {event.field})
        case ProspectIdentified():
            return replace(state, prospect=event.prospect)
