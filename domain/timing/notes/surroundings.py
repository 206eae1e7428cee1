"""What stands around a reading in its sentence, up to the times beside it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.timing.notes.found_timing import Task
from domain.timing.notes.marks import Mark
from domain.timing.notes.note_words import NoteWord
from domain.timing.notes.readings import Reading
from domain.timing.notes.words.vocabulary import Cue

_REACH = 16
"""Words on either side."""
_OWNERS, _OTHERS = {"i", "we"}, {"he", "she", "they", "who"}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``before`` is nearest last, ``behind`` nearest first. A task's verb that is used as a noun ("a call") is a noun
    here."""

    words: Sequence[NoteWord]
    reading: Reading
    before: Sequence[Mark]
    behind: Sequence[Mark]
    today: date

    @property
    def own(self) -> Sequence[str]:
        """The words of the reading."""
        return [word.text for word in self.words[self.reading.first : self.reading.after]]

    @property
    def all(self) -> Sequence[Mark]:
        return [*self.before, *self.behind]

    def has(self, cue: Cue) -> bool:
        return any(mark.cue is cue for mark in self.all)

    def in_clause(self, mark: Mark) -> bool:
        """Whether no comma is between it and the reading."""
        if mark.after <= self.reading.first:
            between = self.words[mark.after - 1 : self.reading.first]
        else:
            between = self.words[self.reading.after - 1 : mark.first]
        return not any(word.ends_clause for word in between)

    def touches(self, mark: Mark) -> bool:
        return mark.after == self.reading.first and not self.words[mark.after - 1].ends_clause

    def nearest(self, *cues: Cue) -> Mark | None:
        """Before the reading, else behind it."""
        before = [mark for mark in self.before if mark.cue in cues]
        return before[-1] if before else next((mark for mark in self.behind if mark.cue in cues), None)

    def tasks_as_nouns(self) -> Iterable[Task]:
        for mark in (*reversed(self.before), *self.behind):
            if mark.cue is Cue.NOUN and mark.task:
                yield mark.task


def surroundings(
    words: Sequence[NoteWord], marks: Sequence[Mark], reading: Reading, bounds: tuple[int, int], today: date
) -> Surroundings:
    """``bounds``: where the times beside it end and begin."""
    earliest, latest = bounds
    first = _reach(reading.first, -1, lambda at: at > earliest and not words[at - 1].ends_sentence)
    last = _reach(reading.after, 1, lambda at: at < latest and not words[at - 1].ends_sentence)
    near = marks[bisect_left(marks, first, key=_place) : bisect_left(marks, last, key=_place)]
    before = [mark for mark in near if mark.after <= reading.first]
    behind = [mark for mark in near if reading.after <= mark.first]
    return Surroundings(words, reading, _in_place(before, words), _in_place(behind, words), today)


def _is_owners(words: Sequence[NoteWord], at: int) -> bool:
    """Whether no subject stands before, or the nearest is the owner: "I met him and will call"."""
    if at == 0 or words[at - 1].ends_clause:
        return True
    for word in reversed(words[max(at - _REACH, 0) : at]):
        if word.ends_sentence or word.text in _OTHERS:
            return False
        if word.text in _OWNERS:
            return True
    return False


def _place(mark: Mark) -> int:
    return mark.first


def _reach(start: int, step: int, may_go: Callable[[int], bool]) -> int:
    at = start
    while abs(at - start) < _REACH and may_go(at):
        at += step
    return at


def _in_place(marks: Sequence[Mark], words: Sequence[NoteWord]) -> list[Mark]:
    """What a mark is where it stands: "a call" is a noun, "will call" is the customer's unless a sentence begins."""
    read: list[Mark] = []
    for mark in marks:
        is_noun = mark.cue is Cue.VERB and read and read[-1].cue is Cue.A and read[-1].after == mark.first
        cue = Cue.NOUN if is_noun else mark.cue
        if mark.cue is Cue.PROMISE:
            cue = Cue.VERB if _is_owners(words, mark.first) else Cue.THEY
        read.append(replace(mark, cue=cue))
    return read
