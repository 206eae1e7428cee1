"""Where in a note a name may begin: behind a verb that points at a person, or at the head of a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from adapters.playbooks.note.roles import skip_role
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.people import (
    FILLERS,
    INBOUND,
    INBOUND_NOUNS,
    MEETING_VERB_STEMS,
    MEETING_VERBS,
    NAME_VERB_STEMS,
    NAME_VERBS,
    TALK_PREPOSITIONS,
    TALK_STEMS,
    TALK_VERBS,
    TITLES,
    WITH,
)

MAX_FILLERS = 3
FAR = 7
"""Words between a verb and its "with": "Meeting at the conference with Jane Doe"."""


class Pointing(Enum):
    PERSON = auto()
    """"Met …", "Herr …": a person."""
    CONTACT = auto()
    """"Call …": a person or a company."""
    HEAD = auto()
    """A line begins, or a colon stands before: it may be anything."""


@dataclass(frozen=True, slots=True)
class Place:
    start: int
    pointing: Pointing
    is_inflected: bool = False


def name_places(words: NoteWords) -> Iterator[Place]:
    """First the words that a verb or a title points at, in the note's order; then the heads of lines."""
    for index in range(len(words)):
        if is_title(words, index):
            yield Place(index, Pointing.PERSON)
        elif (pointing := _pointing(words, index)) and _is_said_on(words, index + 1):
            start = _behind_fillers(words, index + 1)
            yield Place(start, pointing, is_inflected=not words.key(index).isascii())
    for index in range(len(words)):
        if _is_head(words, index):
            yield Place(skip_role(words, index), Pointing.HEAD)


def is_title(words: NoteWords, index: int) -> bool:
    """Herr, Ms, пан; but not the MS of "MS Office", nor "a miss"."""
    if words.key(index) not in TITLES:
        return False
    text = words[index].text
    return text.istitle() or not text.isascii()


def _pointing(words: NoteWords, index: int) -> Pointing | None:
    key = words.key(index)
    if key in MEETING_VERBS or key.startswith(MEETING_VERB_STEMS):
        return Pointing.PERSON
    if key in NAME_VERBS or key.startswith(NAME_VERB_STEMS):
        return Pointing.CONTACT
    is_with = key in WITH or _is_short_with(words, index)
    if (is_with or key in TALK_PREPOSITIONS) and any(_is_talk(words.key(index - back)) for back in (1, 2)):
        return Pointing.PERSON
    if is_with and _is_far_talk(words, index):
        return Pointing.CONTACT
    if key == "from" and _is_inbound(words, index):
        return Pointing.CONTACT
    return None


def _is_short_with(words: NoteWords, index: int) -> bool:
    """The "w/" of "Lunch w/ Anna"; its slash is punctuation, so it stands in the gap behind it."""
    return words.key(index) == "w" and words.gap(index + 1).startswith("/")


def _is_inbound(words: NoteWords, preposition: int) -> bool:
    """ "Inbound from", "Inbound call from"; but a lead or a referral "from Anna" may be about another person."""
    before = preposition - 1
    if words.key(before) in INBOUND_NOUNS and words.is_joined(before):
        before -= 1
    return words.key(before) in INBOUND and words.is_joined(preposition)


def _is_talk(key: str) -> bool:
    return key in TALK_VERBS or key.startswith(TALK_STEMS)


def _is_far_talk(words: NoteWords, index: int) -> bool:
    for back in range(1, FAR + 1):
        if not words.is_joined(index - back + 1):
            return False
        if _is_talk(words.key(index - back)):
            return True
    return False


def _is_said_on(words: NoteWords, index: int) -> bool:
    return words.goes_on(index) or words.gap(index).strip() == ":"


def _behind_fillers(words: NoteWords, index: int) -> int:
    for _ in range(MAX_FILLERS):
        if words.key(index) in FILLERS:
            index += 1
    return skip_role(words, index)


def _is_head(words: NoteWords, index: int) -> bool:
    gap = words.gap(index)
    return "\n" in gap or gap.strip() == ":"
