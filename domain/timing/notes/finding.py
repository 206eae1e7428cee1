"""The times in a note: runs of time words are read by the timing grammar, the words around say what each is for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from domain.timing.lexicon import ARTICLES
from domain.timing.notes.bounds import front
from domain.timing.notes.found_timing import FoundTiming, TimingRole
from domain.timing.notes.marks import Mark, marks_in
from domain.timing.notes.meaning import meant
from domain.timing.notes.note_words import note_words
from domain.timing.notes.readings import Reader, Reading, Side
from domain.timing.notes.runs import runs_in
from domain.timing.notes.surroundings import Surroundings, surroundings
from domain.timing.notes.time_words import DEADLINES
from domain.timing.notes.words.vocabulary import Cue
from domain.timing.reckoning import WorkingDays, monday_to_friday
from domain.timing.timing import Grain, Timing, TimingKind

WHOLE_WEEK = "this-week"
_APPOINTING = frozenset({"para"})
"""A meeting "para el lunes" is on Monday; what is to be sent "para el lunes" is wanted by then, and on it is late."""
MOST = 40
"""Times of a note. More than that are a calendar."""
_BY = "by "
"""In front of a time it names a deadline, in any language."""


def find_timings(text: str, base: datetime, *, is_working_day: WorkingDays = monday_to_friday) -> Sequence[FoundTiming]:
    """In the order of the text, counted from ``base``; never raises. A time that is not surely read is left out."""
    words = note_words(text)
    marks = marks_in(words)
    reader = Reader(text, words, base, is_working_day)
    readings = list(islice((one for run in runs_in(words, marks) for one in reader.readings(run)), MOST))
    edges = [0, *(reading.after for reading in readings)]
    nexts = [*(reading.first for reading in readings[1:]), len(words)]
    found = (
        _found(reader, marks, reading, earliest, latest)
        for reading, earliest, latest in zip(readings, edges, nexts, strict=False)
    )
    return [one for one in found if one is not None]


def _found(reader: Reader, marks: Sequence[Mark], reading: Reading, earliest: int, latest: int) -> FoundTiming | None:
    around = surroundings(reader.words, marks, reading, (earliest, latest), reader.base.date())
    meaning = meant(around)
    timing = _timing(reader, around, meaning[0]) if meaning else None
    if meaning is None or timing is None:
        return None
    kind, task = meaning
    cue = front(around) if kind is TimingRole.NOT_BEFORE else None
    first = reader.words[cue.first if cue else reading.first].first
    after = reader.end(reading.after)
    return FoundTiming(first, after, reader.text[first:after], timing, kind, task)


def _timing(reader: Reader, around: Surroundings, kind: TimingRole) -> Timing | None:
    """None when the words without the binding one are no time."""
    reading = around.reading
    if kind is TimingRole.NOT_BEFORE:
        return _moment(_bare(reader, reading), around)
    if reading.side is Side.BEFORE:
        return reader.whole(_BY + reader.typed(*_bare_words(reader, reading)))
    is_itself = around.has(Cue.IF) or reader.words[reading.first].text in _APPOINTING
    if reading.timing.kind is TimingKind.DEADLINE and is_itself:
        return _bare(reader, reading)  # "if no reply by Friday" is Friday itself
    return reading.timing


def _moment(timing: Timing | None, around: Surroundings) -> Timing | None:
    """The end of an absence; of "after Friday" the next day; else the time itself."""
    if timing is None or timing.at is None:
        return None
    at, until = timing.at, timing.until
    if until is not None and around.has(Cue.AWAY):
        at = until
    is_day_after = around.reading.side is Side.AFTER or timing.rule == WHOLE_WEEK
    if is_day_after and timing.grain is Grain.DAY:
        at = (until or at) + timedelta(days=1)
    return replace(timing, at=at, until=None, kind=TimingKind.POINT)


def _bare(reader: Reader, reading: Reading) -> Timing | None:
    first, after = _bare_words(reader, reading)
    if first == reading.first or reading.side is Side.UNTIL:
        return reading.timing
    return reader.whole(reader.typed(first, after))


def _bare_words(reader: Reader, reading: Reading) -> tuple[int, int]:
    """Without the word in front that makes it a deadline, or another day: "until", "after"."""
    first = reading.first + (reading.side is not Side.AT)
    while first + 1 < reading.after and reader.words[first].text in DEADLINES | ARTICLES:
        first += 1
    return first, reading.after
