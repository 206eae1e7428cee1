"""The prospect's company: the words after a name or a role that can be nothing else."""

from dataclasses import replace

from adapters.playbooks.note.found import NOTHING, Found
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.gatherings import LATIN_EVENTS
from adapters.playbooks.vocabulary.given_names import GIVEN_NAMES
from adapters.playbooks.vocabulary.listed import listed
from adapters.playbooks.vocabulary.people import NOT_NAMES, PLACES, TITLES
from adapters.playbooks.vocabulary.trades import (
    COMPANY_ENDINGS,
    COMPANY_FILLERS,
    COMPANY_NOUNS,
    COMPANY_PREPOSITIONS,
    INFLECTING,
    ROLES,
)

MAX_WORDS = 5
_GERMAN = listed("von vom bei")
_JOINERS = listed("and of und y e de the la і и та")
_QUOTES = {"«": "»", "“": "”", "„": "“", '"': '"'}


def company_after(words: NoteWords, index: int, *, is_met: bool) -> Found:
    """The company at word ``index``, just behind a name or a role: "(Acme)", "from Acme", ", Acme Inc".

    ``is_met``: behind a name in "Met Anna at X", where X is as well the place of the meeting; "at" then says nothing.
    """
    if "(" in words.gap(index):
        return _in_brackets(words, index)
    if words.gap(index).endswith("@ ") and words.goes_on(index):
        return _company_at(words, index)
    preposition = words.key(index)
    if preposition not in COMPANY_PREPOSITIONS or not words.goes_on(index) or (is_met and preposition == "at"):
        return _behind_comma(words, index)
    start = index + 1
    while start - index <= 3 and words.key(start) in COMPANY_FILLERS:
        start += 1
    is_named = words.key(start - 1) in COMPANY_NOUNS
    found = _company_at(words, start)
    if preposition in _GERMAN and not _is_whole_in_german(words, start, found.after):
        return NOTHING
    return replace(found, is_inflected=bool(found.text) and preposition in INFLECTING and not is_named)


def is_company_at(words: NoteWords, index: int) -> bool:
    """Whether the words at ``index`` are surely a company: they end as companies do."""
    found = _company_at(words, index)
    return bool(found.text) and _ends_as_company(words, found.after)


def _company_at(words: NoteWords, start: int) -> Found:
    if start >= len(words):
        return NOTHING
    if words.gap(start)[-1:] in _QUOTES:
        return _quoted(words, start)
    after = start
    while after - start < MAX_WORDS and _is_company_word(words, after, start):
        after += 1
    if after == start or _is_something_else(words, start, after):
        return NOTHING
    after = _behind_legal_form(words, after)
    return Found(words.slice(start, after), start, after)


def _is_company_word(words: NoteWords, index: int, start: int) -> bool:
    if index >= len(words):
        return False
    if index > start and words.gap(index).strip(" \t") not in {"", "&", "+"}:
        return False
    if words.key(index) in _JOINERS and not words[index].is_capitalised:
        is_inside = index > start and index + 1 < len(words) and words.is_joined(index + 1)
        return is_inside and words[index + 1].is_brand_like and words.key(index) not in {"de", "the", "e"}
    return words[index].is_brand_like and (index == start or words.key(index) not in {"asap", "urgent", "call"})


def _is_something_else(words: NoteWords, start: int, after: int) -> bool:
    keys = [words.key(index) for index in range(start, after)]
    if any(key in GIVEN_NAMES or key in TITLES or key in ROLES for key in keys[:1]):
        return True
    return all(key in NOT_NAMES or key in PLACES or key in LATIN_EVENTS or key in {"new", "los", "san"} for key in keys)


def _behind_legal_form(words: NoteWords, after: int) -> int:
    """Behind the ", Inc" of "Acme, Inc"."""
    is_form = words.key(after).strip(".") in COMPANY_ENDINGS and words.gap(after).strip() == ","
    return after + 1 if is_form and words[after].is_capitalised else after


def _ends_as_company(words: NoteWords, after: int) -> bool:
    return words.key(after - 1).strip(".") in COMPANY_ENDINGS


def _is_whole_in_german(words: NoteWords, start: int, after: int) -> bool:
    """German writes every noun with a capital, so only one word, or one that ends as companies do, is sure."""
    return after - start == 1 or _ends_as_company(words, after)


def _behind_comma(words: NoteWords, index: int) -> Found:
    """ ", Acme Inc", or the Acme of "(CEO, Acme)": after another comma may come anything."""
    if words.gap(index).strip() != ",":
        return NOTHING
    return _company_at(words, index) if is_company_at(words, index) else _in_brackets(words, index)


def _in_brackets(words: NoteWords, index: int) -> Found:
    """Only when the brackets hold the company and nothing more."""
    found = _company_at(words, index)
    return found if found.text and words.gap(found.after).lstrip()[:1] == ")" else NOTHING


def _quoted(words: NoteWords, start: int) -> Found:
    closing = _QUOTES[words.gap(start)[-1:]]
    for after in range(start + 1, min(start + MAX_WORDS, len(words)) + 1):
        if closing in words.gap(after):
            return Found(words.slice(start, after), start, after)
        if not words.is_joined(after):
            break
    return NOTHING
