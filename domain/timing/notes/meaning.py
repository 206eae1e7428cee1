"""What a time in a note is for: a task of the owner's, a bound, or a date of the customer's own."""

from collections.abc import Sequence

from domain.timing.notes.found_timing import Task, TimingRole
from domain.timing.notes.marks import Mark, phrases_of
from domain.timing.notes.readings import Side
from domain.timing.notes.surroundings import Surroundings
from domain.timing.notes.time_words import DEADLINES, FROM, SOON, UNTIL
from domain.timing.notes.words.vocabulary import Cue
from domain.timing.timing import Grain, Timing, TimingKind

Meant = tuple[TimingRole, Task]
_DEFERRING = phrases_of(Cue.DEFERRING)
_DENIAL_REACH = 6
_LENGTHS = frozenset({"span", "range", "range-of-words", "hour-and-minutes", "one-unit", "span-around-next"})
"""Rules by which a number of days is read; without "in" it is how long a thing lasts."""
_VERBLESS = frozenset({"immediate", "time-of-day"})
"""Rules that read too much from a note unless a verb asks for the time."""
_PERIODS = frozenset({"month-name", "quarter-name", "end-of-period", "middle-of-period", "start-of-period"})


def meant(around: Surroundings) -> Meant | None:
    """None of a time that asks for nothing: the past, a denial, a length."""
    if _is_no_moment(around) or _is_denied(around):
        return None
    if _is_bound(around):
        return TimingRole.NOT_BEFORE, _task(around)
    if _is_away(around):
        return TimingRole.THEIRS, Task.OTHER
    verb = _governing(around)
    if verb is not None and verb.cue is Cue.DONE:
        return None
    return _by_verb(verb, around) if verb is not None else _without_verb(around)


def _is_no_moment(around: Surroundings) -> bool:
    timing, words = around.reading.timing, _words(around)
    return timing.rule in _LENGTHS and not any(word in SOON for word in words)


def _words(around: Surroundings) -> Sequence[str]:
    return [word.text for word in around.words[around.reading.first : around.reading.after]]


def _is_denied(around: Surroundings) -> bool:
    """ "don't call on Monday", "am Montag nicht"; but "not before", "no budget until May" name a bound."""
    if _starts_with(around, DEADLINES) or around.reading.side is Side.BEFORE or front(around):
        return False
    denial = next((mark for mark in reversed(around.before) if mark.cue is Cue.NOT), None)
    if denial and around.in_clause(denial) and around.reading.first - denial.after <= _DENIAL_REACH:
        verb = next((mark for mark in around.before if mark.cue is Cue.VERB and mark.first >= denial.after), None)
        return verb is None or verb.first == denial.after
    behind = next((mark for mark in around.behind if mark.cue is Cue.NOT), None)
    return behind is not None and around.in_clause(behind) and behind.first - around.reading.after <= 1


def _is_bound(around: Surroundings) -> bool:
    if front(around):
        return True
    if around.reading.side is Side.AFTER or (around.reading.side is Side.BEFORE and _is_negated(around)):
        return True
    if _starts_with(around, UNTIL) and not around.has(Cue.IF):
        return around.has(Cue.AWAY) or around.has(Cue.BACK) or _is_negated(around) or _defers(around)
    if around.has(Cue.AWAY) and around.reading.timing.until is not None:
        return True
    return _is_back(around) or (_starts_with(around, FROM) and not _has_theirs(around) and not around.has(Cue.AWAY))


def front(around: Surroundings) -> Mark | None:
    """The phrase "not before" directly in front."""
    return next((mark for mark in around.before if mark.cue is Cue.NOT_BEFORE and around.touches(mark)), None)


def _starts_with(around: Surroundings, words: frozenset[str]) -> bool:
    return _words(around)[0] in words


def _is_negated(around: Surroundings) -> bool:
    return any(mark.cue is Cue.NOT and around.in_clause(mark) for mark in around.before)


def _defers(around: Surroundings) -> bool:
    """ "until" is no deadline in English and Spanish; "bis" and "до" are. The mark lies within the reading."""
    return _words(around)[0] in _DEFERRING


def _is_back(around: Surroundings) -> bool:
    verbs = [mark for mark in around.before if mark.cue in (Cue.VERB, Cue.BACK, Cue.DONE, Cue.THEIRS)]
    if verbs:
        return verbs[-1].cue is Cue.BACK and around.in_clause(verbs[-1])
    first = next(iter(around.behind), None)
    second = next(iter(around.behind[1:]), None)
    is_verb_next = first is not None and second is not None and second.cue is Cue.VERB and second.first == first.after
    return first is not None and first.cue is Cue.BACK and around.in_clause(first) and not is_verb_next


def _has_theirs(around: Surroundings) -> bool:
    return around.has(Cue.THEIRS) or around.has(Cue.EVENT)


def _is_away(around: Surroundings) -> bool:
    nearest = around.nearest(Cue.AWAY, Cue.VERB)
    return nearest is not None and nearest.cue is Cue.AWAY


def _governing(around: Surroundings) -> Mark | None:
    """The nearest verb before the time, else the first behind it. A verb of the past does not reach over a comma."""
    verbs = (Cue.VERB, Cue.DONE, Cue.AGREED, Cue.THEIRS, Cue.THEY)
    before = [mark for mark in around.before if mark.cue in verbs and _reaches(mark, around)]
    behind = [mark for mark in around.behind if mark.cue in verbs and _reaches(mark, around)]
    if not before or not behind:
        return next(iter((*reversed(before), *behind)), None)
    waits = before[-1].cue is Cue.AGREED and _bare(around, before[-1])
    is_of_clause_before = not around.in_clause(before[-1]) and around.in_clause(behind[0])
    return behind[0] if waits or is_of_clause_before else before[-1]


def _reaches(mark: Mark, around: Surroundings) -> bool:
    return mark.cue is not Cue.DONE or around.in_clause(mark)


def _bare(around: Surroundings, agreed: Mark) -> bool:
    """ "will ihn am Dienstag anrufen": the verb comes behind; but "wants a demo on Tuesday" has its noun."""
    return not any(mark.cue in (Cue.NOUN, Cue.EVENT) and mark.first >= agreed.after for mark in around.before)


def _by_verb(verb: Mark, around: Surroundings) -> Meant | None:
    if verb.cue in (Cue.THEIRS, Cue.THEY) or _acts_of_theirs(verb, around):
        return TimingRole.THEIRS, Task.OTHER
    if verb.cue is Cue.AGREED:
        return _without_verb(around)
    task = verb.task or Task.OTHER
    event = around.before[-1] if around.before else None
    if event and event.cue is Cue.EVENT and around.reading.first - event.after <= 1 and task is not Task.MEET:
        return TimingRole.THEIRS, Task.OTHER
    return TimingRole.TASK, _refined(task, around)


def _acts_of_theirs(verb: Mark, around: Surroundings) -> bool:
    return any(mark.cue is Cue.THEY and mark.after == verb.first for mark in around.all)


def _refined(task: Task, around: Surroundings) -> Task:
    """ "send the offer" is a quote."""
    return Task.QUOTE if task in (Task.SEND, Task.WRITE) and Task.QUOTE in around.tasks_as_nouns() else task


def _without_verb(around: Surroundings) -> Meant | None:
    timing = around.reading.timing
    noun = around.nearest(Cue.NOUN, Cue.EVENT)
    if noun is not None and noun.cue is Cue.NOUN and noun.task is not None:
        return TimingRole.TASK, noun.task
    if noun is not None or timing.rule in _PERIODS or around.has(Cue.AGREED):
        return TimingRole.THEIRS, Task.OTHER
    if timing.rule in _VERBLESS or timing.kind is TimingKind.RECURRING or _is_today(timing, around):
        return None
    return TimingRole.TASK, Task.OTHER


def _is_today(timing: Timing, around: Surroundings) -> bool:
    return timing.grain is Grain.DAY and timing.at is not None and timing.at.date() == around.today


def _task(around: Surroundings) -> Task:
    verb = around.nearest(Cue.VERB)
    return _refined(verb.task, around) if verb is not None and verb.task else Task.OTHER
