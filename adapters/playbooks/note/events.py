"""Gatherings in a note: that they were at one, and its name when an English sentence can say it."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.playbooks.note.own_names import after_own_name
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.gatherings import (
    AHEAD,
    CYRILLIC_EVENT_STEMS,
    ENGLISH_EVENTS,
    EVENT_PREPOSITIONS,
    GOES_ON_AFTER_EVENT,
    LATIN_EVENTS,
    NEED_ARTICLE,
    NEED_OUR,
    NEGATIONS,
    SPANISH_EVENTS,
)
from adapters.playbooks.vocabulary.listed import listed

MAX_WORDS = 6
MAX_LOOKING_BACK = 8
_ARTICLES = {"the": "the", "a": "the", "an": "the", "our": "our"}
_FOREIGN_ARTICLES = listed("der dem den die das el la los las un una")
_NOT_BETWEEN = listed("""
to and or but who that which she he they we i will wants want is was are for with my your his her their after
before from at on in of all und y и і та
""")


@dataclass(frozen=True, slots=True)
class _Event:
    """ "the SaaS expo": ``first`` is the article or the first word, ``last`` the word that means a gathering."""

    first: int
    last: int


def were_at_event(words: NoteWords) -> bool:
    """Whether the note says "at the expo" and neither denies it nor speaks of the future."""
    return any(_events(words))


def find_event(words: NoteWords) -> str:
    """Fit for "at …": "the SaaS expo", "Web Summit 2026"; empty when the note only says that there was one."""
    return next((name for event in _events(words) if (name := _name(words, event))), "")


def is_event_word(key: str) -> bool:
    return key in LATIN_EVENTS or key.startswith(CYRILLIC_EVENT_STEMS)


def _events(words: NoteWords) -> Iterator[_Event]:
    for index in range(len(words)):
        last = _last_word(words, index + 1) if _opens_event(words, index) else None
        if last is not None and not _is_ahead(words, index, last):
            yield _Event(index + 1, last)


def _opens_event(words: NoteWords, index: int) -> bool:
    key, following = words.key(index), words.key(index + 1)
    if key in NEED_OUR:
        return following == "our"
    if key == "in" and following == "the" and words.key(index + 2) == "event":
        return False  # "in the event of a delay"
    return key in EVENT_PREPOSITIONS or (key in NEED_ARTICLE and following in _ARTICLES)


def _last_word(words: NoteWords, start: int) -> int | None:
    """Of the gathering that is named from ``start`` on, within a few words and one breath."""
    found = None
    for index in range(start, min(start + MAX_WORDS, len(words))):
        key = words.key(index)
        if index > start and not words.is_joined(index):
            break
        if is_event_word(key):
            found = index
        elif found is not None or key in _NOT_BETWEEN:
            break
    return found if found is not None and _ends_there(words, found) else None


def _ends_there(words: NoteWords, last: int) -> bool:
    key = words.key(last + 1)
    return (
        not words.is_joined(last + 1) or not key.isalpha() or not _is_english(words, last) or key in GOES_ON_AFTER_EVENT
    )


def _is_english(words: NoteWords, last: int) -> bool:
    return words.key(last) in ENGLISH_EVENTS


def _is_ahead(words: NoteWords, preposition: int, last: int) -> bool:
    """Not yet, or never: so says a word before it in the same clause, or one just behind it ("next week")."""
    for index in range(preposition - 1, max(preposition - MAX_LOOKING_BACK, 0) - 1, -1):
        if not words.is_joined(index + 1):
            break
        if words.key(index) in AHEAD or words.key(index) in NEGATIONS:
            return True
    return words.key(last + 1) in AHEAD - {"will"}


def _name(words: NoteWords, event: _Event) -> str:
    if _is_english(words, event.last):
        return _in_english(words, event)
    if words.key(event.last) in SPANISH_EVENTS or words.key(event.last).startswith(CYRILLIC_EVENT_STEMS):
        after = after_own_name(words, event.last + 1)
        return words.slice(event.last + 1, after) if after else ""
    first = event.first + (words.key(event.first) in _FOREIGN_ARTICLES)
    return words.slice(first, event.last + 1) if event.last > first and _is_proper(words, first, event.last) else ""


def _in_english(words: NoteWords, event: _Event) -> str:
    article = _ARTICLES.get(words.key(event.first))
    first = event.first + (article is not None)
    is_proper = _is_proper(words, first, event.last)
    if article is None and first < event.last and not words[first].is_brand_like:
        return ""  # "at yesterday's meetup", "at his stand": true only today, or of another person
    name = words.slice(first, _behind_year(words, event.last + 1))
    return name if article is None and is_proper else f"{article or 'the'} {name}"


def _behind_year(words: NoteWords, index: int) -> int:
    key = words.key(index)
    return index + 1 if words.is_joined(index) and len(key) == 4 and key.isdecimal() else index


def _is_proper(words: NoteWords, first: int, last: int) -> bool:
    return all(words[index].is_brand_like for index in range(first, last + 1))
