"""Whether the note says that they met: by a verb, or by an event where it happened."""

from adapters.playbooks.note.events import is_event_word, were_at_event
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.gatherings import NEGATIONS
from adapters.playbooks.vocabulary.listed import listed

_MET = listed("met getroffen kennengelernt traf trafen begegnet conocí conocimos reunimos coincidimos")
_MET_BEGINNINGS = ("познайоми", "познакоми", "зустрі", "встретил", "перетнул")
_NOT_YET = ("тись", "тися", "ться", "ти", "ть", "мось", "мося", "мся", "ч", "чі", "ччю", "чей")
"""Endings of infinitives, of the future and of nouns, which speak of no meeting that was."""

_INTRODUCED_BY = listed("to by me us via through at")
_MET_DEMANDS = listed("all requirements criteria expectations targets")


def says_they_met(words: NoteWords) -> bool:
    return any(_is_meeting(words, index) for index in range(len(words))) or were_at_event(words) or _is_headed(words)


def _is_meeting(words: NoteWords, index: int) -> bool:
    key, following = words.key(index), words.key(index + 1)
    if key == "introduced":
        return following in _INTRODUCED_BY and not _is_denied(words, index)
    is_past = key.startswith(_MET_BEGINNINGS) and not key.endswith(_NOT_YET)
    is_said = (key in _MET and following not in _MET_DEMANDS) or is_past
    return is_said and not _is_denied(words, index)


def _is_denied(words: NoteWords, index: int) -> bool:
    for back in range(index - 1, max(index - 4, -1), -1):
        if not words.is_joined(back + 1):
            return False
        if words.key(back) in NEGATIONS:
            return True
    return False


def _is_headed(words: NoteWords) -> bool:
    """A note that begins with "Expo:"."""
    return len(words) > 0 and is_event_word(words.key(0)) and words.gap(1).startswith(":")
