"""Reads a run of words by the timing grammar: the longest window that leaves nothing of a time unread beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from domain.timing.grammar import parse_timing
from domain.timing.lexicon import ARTICLES
from domain.timing.normalisation import normalised
from domain.timing.notes.note_words import NoteWord, is_day
from domain.timing.notes.runs import Run
from domain.timing.notes.time_words import AFTER, BEFORE, JOINING, MONTHS, UNTIL, changes_time, names_time
from domain.timing.reckoning import WorkingDays, monday_to_friday
from domain.timing.timing import Timing, TimingStatus, TimingWarning

LONGEST_WINDOW = 8
NO_MOMENTS = frozenset({"number-alone", "adverb", "times-a-unit", "now", "day-label", "unit-label"})
"""Rules that read a planner's step, and too much of a note."""
_UP_TO = UNTIL | BEFORE
_BOUNDING = frozenset({"before", "than", "vor", "als", "раньше", "ранее", "раніше", "ніж", "чем", "del", "de"})
CLOCK_ALONE = "time-of-day"
_SHORT_DAYS_UNREAD = frozenset("mo,di,mi,do,fr,sa,so,lun,mar,mie,jue,vie,sab,dom".split(","))  # noqa: SIM905
_HARMLESS = {TimingWarning.VAGUE_NUMBER, TimingWarning.ONLY_THE_FIRST}


class Side(Enum):
    """Of the time named, in words that the grammar does not read: "after Friday", "before Friday"."""

    AT = auto()
    AFTER = auto()
    BEFORE = auto()
    UNTIL = auto()  # of a month: "until May"


@dataclass(frozen=True, slots=True)
class Reading:
    """``first:after`` are the words read, a word of its side included."""

    first: int
    after: int
    timing: Timing
    side: Side = Side.AT


@dataclass(slots=True)
class Reader:
    """``left``: how many windows it may still try, so that no text takes long."""

    text: str
    words: Sequence[NoteWord]
    base: datetime
    is_working_day: WorkingDays = monday_to_friday
    left: int = 240
    known: dict[Run, Timing | None] = field(default_factory=dict)

    def readings(self, run: Run) -> Sequence[Reading]:
        """None of them when a part of the run may be a time and is not read."""
        whole = self._read(*run)
        if whole is not None:
            return whole
        parts = list(self._clauses(run))
        return [reading for part in parts for reading in self._read(*part) or ()] if len(parts) > 1 else ()

    def whole(self, words: str) -> Timing | None:
        """None unless ``words`` are a time and nothing else."""
        timing = parse_timing(words, self.base, is_working_day=self.is_working_day)
        if (
            timing.status is not TimingStatus.OK
            or timing.rule in NO_MOMENTS
            or not _HARMLESS.issuperset(timing.warnings)
        ):
            return None
        plain = normalised(words) or ""
        before, _, behind = plain.partition(timing.matched)
        rest = [word.strip(".,") for word in (*before.split(), *behind.split())]
        return None if any(word not in ARTICLES for word in rest if word) else timing

    def typed(self, first: int, after: int) -> str:
        return self.text[self.words[first].first : self.end(after)]

    def end(self, after: int) -> int:
        """With the full stop of a day of the month: "bis 20." """
        place = self.words[after - 1].after
        return place + (is_day(self.words[after - 1].text) and self.text[place : place + 1] == ".")

    def _read(self, first: int, after: int) -> list[Reading] | None:
        if not any(changes_time(word.text) for word in self.words[first:after]):
            return []
        for start, end in self._windows(first, after):
            reading = self._window(start, end, first)
            if reading is None:
                continue
            before, behind = self._read(first, reading.first), self._read(reading.after, after)
            if before is None or behind is None or self._touch(before, reading, behind):
                continue
            return [*before, reading, *behind]
        return None

    def _windows(self, first: int, after: int) -> Iterator[Run]:
        for length in range(min(LONGEST_WINDOW, after - first), 0, -1):
            for start in range(first, after - length + 1):
                if any(names_time(word.text) for word in self.words[start : start + length]):
                    yield start, start + length

    def _window(self, start: int, end: int, first: int) -> Reading | None:
        lead = start - 1
        while lead > first and self.words[lead].text in ARTICLES:
            lead -= 1
        word = self.words[lead].text if lead >= first else ""
        timing = self._timing(start, end)
        if timing is None and word in _UP_TO and end == start + 1 and self.words[start].text in MONTHS:
            timing = self.whole(f"in {self.words[start].text}")
            return Reading(lead, end, timing, Side.UNTIL) if timing else None
        if timing is None and self._is_bounded_month(start, end):
            timing = self.whole(f"in {self.words[start].text}")
        if timing and timing.rule == CLOCK_ALONE and self._is_day(start - 1):
            return None
        side = Side.AFTER if word in AFTER else Side.BEFORE if word in BEFORE else Side.AT
        return Reading(start if side is Side.AT else lead, end, timing, side) if timing else None

    def _is_bounded_month(self, start: int, end: int) -> bool:
        """ "not before May": the words in front are of no run."""
        is_month = end == start + 1 and self.words[start].text in MONTHS
        return is_month and start > 0 and self.words[start - 1].text in _BOUNDING

    def _is_day(self, at: int) -> bool:
        """In front of a clock it is a day, and the clock is not of today: "Do 10 Uhr"."""
        return at >= 0 and self.words[at].is_capital and self.words[at].text in _SHORT_DAYS_UNREAD

    def _timing(self, start: int, end: int) -> Timing | None:
        run = (start, end)
        if run not in self.known and self.left > 0:
            self.left -= 1
            self.known[run] = self.whole(self.text[self.words[start].first : self.end(end)])
        return self.known.get(run)

    def _touch(self, before: Sequence[Reading], reading: Reading, behind: Sequence[Reading]) -> bool:
        """Two times that no comma and no "and" parts: it is not known how they belong together."""
        pairs = [*((one, reading) for one in before), *((reading, other) for other in behind)]
        return any(
            not word.ends_clause and self.words[one.after].text not in JOINING
            for one, other in pairs
            for word in self.words[one.after - 1 : one.after]
        )

    def _clauses(self, run: Run) -> Iterator[Run]:
        first, after = run
        for at in range(first, after):
            if self.words[at].ends_clause or at + 1 == after:
                yield first, at + 1
                first = at + 1
