"""Finds the phrases of the note's words that say what a time beside them is for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.timing.lexicon import folded
from domain.timing.notes.found_timing import Task
from domain.timing.notes.note_words import NoteWord
from domain.timing.notes.words import english, german, russian, spanish, ukrainian
from domain.timing.notes.words.vocabulary import Cue

LANGUAGES = (spanish, german, russian, ukrainian, english)
"""A phrase that two of them share has the meaning of the later one."""
_STEM = 3
"""Letters of the shortest stem: by them stems are looked up."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The phrase stands at the words ``first:after``."""

    first: int
    after: int
    cue: Cue
    task: Task | None = None


_Phrase = tuple[str, ...]
_Meaning = tuple[Cue, Task | None]


def _entries() -> Iterator[tuple[_Phrase, _Meaning]]:
    for language in LANGUAGES:
        for cue, tasks in ((Cue.NOUN, language.NOUNS), (Cue.VERB, language.VERBS)):
            for task, phrases in tasks.items():
                yield from ((phrase, (cue, task)) for phrase in _split(phrases))
        for cue, phrases in language.CUES.items():
            yield from ((phrase, (cue, None)) for phrase in _split(phrases))


def _split(phrases: str) -> Iterator[_Phrase]:
    for phrase in phrases.split(","):
        plain = phrase.casefold().replace("ʼ", "'").replace("ё", "е")
        yield tuple(folded(word) for word in plain.split())


def _by_first_word() -> tuple[Mapping[str, Sequence[_Phrase]], Mapping[_Phrase, _Meaning]]:
    meanings = dict(_entries())
    index: dict[str, list[_Phrase]] = defaultdict(list)
    for phrase in sorted(meanings, key=lambda phrase: (len(phrase), len(phrase[0])), reverse=True):
        index[phrase[0][:_STEM] + "*" if phrase[0].endswith("*") else phrase[0]].append(phrase)
    return dict(index), meanings


_INDEX, _MEANINGS = _by_first_word()


def phrases_of(cue: Cue) -> frozenset[str]:
    return frozenset(" ".join(phrase) for phrase, (meant, _) in _MEANINGS.items() if meant is cue)


def marks_in(words: Sequence[NoteWord]) -> list[Mark]:
    """In their order, none over another: the longest phrase at a place wins."""
    marks: list[Mark] = []
    at = 0
    while at < len(words):
        mark = _mark(words, at)
        if mark:
            marks.append(mark)
        at = mark.after if mark else at + 1
    return marks


def _mark(words: Sequence[NoteWord], at: int) -> Mark | None:
    word = words[at].text
    exact, stems = _INDEX.get(word), _INDEX.get(word[:_STEM] + "*")
    if exact is None and stems is None:
        return None
    fitting = [phrase for phrase in (*(exact or ()), *(stems or ())) if _fits(phrase, words, at)]
    if not fitting:
        return None
    phrase = max(fitting, key=len)
    cue, task = _MEANINGS[phrase]
    return Mark(at, at + len(phrase), cue, task)


def _fits(phrase: _Phrase, words: Sequence[NoteWord], at: int) -> bool:
    if len(phrase) == 1 and words[at].text == phrase[0]:
        return True
    here = words[at : at + len(phrase)]
    if len(here) < len(phrase) or any(word.ends_sentence for word in here[:-1]):
        return False
    return all(
        word.text.startswith(part[:-1]) if part.endswith("*") else word.text == part
        for part, word in zip(phrase, here, strict=True)
    )
