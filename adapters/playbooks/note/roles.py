"""The prospect's role: words of a list, with the words that may stand before and behind them."""

from adapters.playbooks.note.found import NOTHING, Found
from adapters.playbooks.note.words import NoteWords
from adapters.playbooks.vocabulary.listed import listed
from adapters.playbooks.vocabulary.people import NOT_NAMES
from adapters.playbooks.vocabulary.trades import OWN_COMPANY_ROLES, ROLE_MODIFIERS, ROLES

MAX_MODIFIERS = 3
MAX_TAIL = 3
_NEEDS_MODIFIER = frozenset(("lead", "principal", "producer", "editor", "coordinator", "specialist"))
_NEEDS_NO_OF = listed("vp svp evp director head")
_TAIL_OPENERS = listed("of for de für")
_JOINERS = listed("and und y &")
_OURS = listed("my our his her their your наш мой мій unser mein nuestro mi")


def role_at(words: NoteWords, start: int) -> Found:
    """The role that begins at word ``start``, in the same line or at the head of the next."""
    if words.key(start - 1) in _OURS:
        return NOTHING
    index = start
    while index - start < MAX_MODIFIERS and words.key(index) in ROLE_MODIFIERS and _joined(words, index, start):
        index += 1
    if words.key(index) not in ROLES or not _joined(words, index, start):
        # "Team Lead": the last modifier is the role itself.
        index -= 1
    if index < start or words.key(index) not in ROLES:
        return NOTHING
    if index == start and words.key(index) in _NEEDS_MODIFIER:
        return NOTHING
    after = _behind_tail(words, index + 1)
    return Found(words.slice(start, after), start, after)


def role_before(words: NoteWords, index: int) -> Found:
    """The role that ends where the word at ``index`` begins, as in "CTO John Smith"."""
    for start in range(max(index - MAX_MODIFIERS - MAX_TAIL - 2, 0), index):
        found = role_at(words, start)
        if found.text and found.after == index and words.is_joined(index):
            return found
    return NOTHING


def first_role(words: NoteWords) -> Found:
    """The first role that the note speaks of."""
    for index in range(len(words)):
        found = role_at(words, index)
        if found.text:
            return found
    return NOTHING


def skip_role(words: NoteWords, index: int) -> int:
    """Behind the role that stands before a name, as in "CTO John Smith"."""
    found = role_at(words, index)
    return found.after if found.text and words.is_joined(found.after) else index


def _joined(words: NoteWords, index: int, start: int) -> bool:
    return index == start or words.is_joined(index)


def _behind_tail(words: NoteWords, index: int) -> int:
    """Behind "of Sales", "de Compras"; a chief or an owner is of a company, and that is no part of the role."""
    if words.key(index - 1) in _NEEDS_NO_OF and words.key(index) in ROLE_MODIFIERS and words.is_joined(index):
        return index + 1
    if words.key(index) not in _TAIL_OPENERS or not words.is_joined(index):
        return index
    if words.key(index - 1) in OWN_COMPANY_ROLES:
        return index
    behind = index + 1
    while behind - index <= MAX_TAIL and _is_department(words, behind):
        behind += 1
    return behind if behind > index + 1 else index


def _is_department(words: NoteWords, index: int) -> bool:
    key = words.key(index)
    known = key in NOT_NAMES or key in ROLE_MODIFIERS or (key in _JOINERS and words.key(index + 1) in ROLE_MODIFIERS)
    capital = index < len(words) and words[index].is_capitalised
    return words.is_joined(index) and (known or capital) and key not in {"the", "a", "an", "and", "but", "not", "we"}
