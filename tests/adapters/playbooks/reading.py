"""A note, read in one call."""

from adapters.playbooks.note.reader import NoteReading, read_note
from adapters.playbooks.note.words import NoteWords
from domain.lead.prospect import Prospect


def reading_of(note: str) -> NoteReading:
    return read_note(NoteWords.of(note))


def prospect_in(note: str) -> Prospect:
    return reading_of(note).prospect
