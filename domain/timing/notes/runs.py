"""Runs of words that can be one time, and what surely is none of it."""

from collections.abc import Iterator, Sequence

from domain.timing.notes.marks import Mark
from domain.timing.notes.note_words import NoteWord
from domain.timing.notes.time_words import AT, DENIALS, MONTHS, SHORT_DAYS, is_time_word, names_time
from domain.timing.notes.words.vocabulary import Cue

Run = tuple[int, int]
"""First word and the word after."""
_APART = (Cue.NOT_BEFORE, Cue.AWAY, Cue.BACK)
_GAPS = frozenset(" ,.-~/+&'\"*_")
_BINDING = AT | MONTHS
"""A number behind one of these is a day or an hour: "at 3 call him", "Dec 14 call"."""
_LONGEST = 12
"""Words. What is longer is a list or a calendar."""


def runs_in(words: Sequence[NoteWord], marks: Sequence[Mark]) -> Iterator[Run]:
    cut = {at for mark in marks if mark.cue in _APART for at in range(mark.first, mark.after)}
    first = None
    for at, word in enumerate(words):
        if at in cut or not _is_part(words, at):
            if first is not None:
                yield from _run(words, first, at)
            first = None
            continue
        first = at if first is None else first
        if not _goes_on(word):
            yield from _run(words, first, at + 1)
            first = None
    if first is not None:
        yield from _run(words, first, len(words))


def _run(words: Sequence[NoteWord], first: int, after: int) -> Iterator[Run]:
    while after > first and words[after - 1].text in DENIALS:
        after -= 1
    if after - first <= _LONGEST and any(names_time(word.text) for word in words[first:after]):
        yield first, after


def _goes_on(word: NoteWord) -> bool:
    return not word.ends_sentence and len(word.gap) <= _SHORT_GAP and _GAPS.issuperset(word.gap)


_SHORT_GAP = 4


def _is_part(words: Sequence[NoteWord], at: int) -> bool:
    word = words[at]
    if word.is_apart or not is_time_word(word.text):
        return False
    return not _counts_things(words, at) and not _is_of_name(words, at)


def _is_of_name(words: Sequence[NoteWord], at: int) -> bool:
    """ "Sun Microsystems" """
    word, following = words[at], words[at + 1 : at + 2]
    if word.text not in SHORT_DAYS or not word.is_capital or not following or word.gap != " ":
        return False
    return following[0].is_capital and not is_time_word(following[0].text)


def _counts_things(words: Sequence[NoteWord], at: int) -> bool:
    """ "3 licences", "2nd meeting", "12 people": a number in front of a word that is of no time."""
    word = words[at]
    if not word.text[0].isdigit() or word.gap.strip(" ") or at + 1 == len(words) or is_time_word(words[at + 1].text):
        return False
    is_bound = at > 0 and words[at - 1].text in _BINDING and not words[at - 1].ends_clause
    return not is_bound and ":" not in word.text and not word.text.endswith("m")
