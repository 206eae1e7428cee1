"""Finds the phrases in a note that say what a time beside them is for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.timing.notes.found_timing import Task
from domain.timing.notes.note_words import NoteWord
from domain.timing.notes.phrases import Phrases
from domain.timing.notes.words import english, german, russian, spanish, ukrainian
from domain.timing.notes.words.vocabulary import Cue

LANGUAGES = (spanish, german, russian, ukrainian, english)
"""A phrase that two of them share has the meaning of the later one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The phrase stands at the words ``first:after``."""

    first: int
    after: int
    cue: Cue
    task: Task | None = None


def _entries() -> Iterator[tuple[str, tuple[Cue, Task | None]]]:
    for language in LANGUAGES:
        for cue, tasks in ((Cue.NOUN, language.NOUNS), (Cue.VERB, language.VERBS)):
            for task, phrases in tasks.items():
                yield phrases, (cue, task)
        for cue, phrases in language.CUES.items():
            yield phrases, (cue, None)
    yield from ((phrases, (Cue.PROMISE, task)) for task, phrases in english.PROMISES.items())


_PAST_ENDINGS = ("ed", "лись", "лися", "лась", "лся", "лося")
_SHORTEST_PAST = 6
_PHRASES = Phrases(_entries())


def phrases_of(cue: Cue) -> frozenset[str]:
    return frozenset(" ".join(phrase) for phrase, (meant, _) in _PHRASES.meanings.items() if meant is cue)


def _is_past(word: NoteWord) -> bool:
    """A verb of the past by its ending: "demonstrated", "пересеклись"; not "Ahmed"."""
    return not word.is_capital and word.text.endswith(_PAST_ENDINGS) and len(word.text) >= _SHORTEST_PAST


def marks_in(words: Sequence[NoteWord]) -> list[Mark]:
    """In their order, none over another: the longest phrase at a place wins."""
    marks: list[Mark] = []
    at = 0
    while at < len(words):
        found = _PHRASES.at(words, at)
        if found is None and not _is_past(words[at]):
            at += 1
            continue
        length, (cue, task) = found or (1, (Cue.DONE, None))
        marks.append(Mark(at, at + length, cue, task))
        at += length
    return marks
