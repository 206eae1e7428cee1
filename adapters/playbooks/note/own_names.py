"""Names of gatherings without a word for a gathering: "at Slush", "на конференції IT Arena"."""

from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.given_names import GIVEN_NAMES
from adapters.playbooks.vocabulary.people import NOT_NAMES

MAX_WORDS = 4
_OPENING_QUOTES = frozenset('«“„"')


def named_place(words: NoteWords, index: int) -> str:
    """The "Slush" of "at Slush", when word ``index`` is that "at"."""
    if words.key(index) != "at" or not words.is_joined(index):
        return ""
    after = after_own_name(words, index + 1)
    return words.slice(index + 1, after) if after else ""


def after_own_name(words: NoteWords, start: int) -> int:
    """Behind the capitalised Latin words from ``start``; 0 when there are none or they may be a person or a day."""
    index = start
    while index - start < MAX_WORDS and index < len(words) and _is_own_word(words, index, start):
        index += 1
    is_something_else = words.key(start) in GIVEN_NAMES or (index - start == 1 and words.key(start) in NOT_NAMES)
    return 0 if index == start or is_something_else else index


def _is_own_word(words: NoteWords, index: int, start: int) -> bool:
    word = words[index]
    is_near = words.is_joined(index) or (index == start and words.gap(index).strip() in _OPENING_QUOTES)
    is_year = index > start and word.text.isdecimal() and len(word.text) == 4
    return is_near and word.text.isascii() and (is_year or word.is_brand_like)
