"""What a time in a note is for: a task of the owner's, a bound, or a date of the customer's own."""

from domain.timing.notes.bounds import is_away, is_bound, is_denied, is_past_bound
from domain.timing.notes.found_timing import Task, TimingRole
from domain.timing.notes.governing import acts_of_theirs, governing, is_of_event
from domain.timing.notes.marks import Mark
from domain.timing.notes.moments import is_far_period, is_no_moment, is_today
from domain.timing.notes.readings import Side
from domain.timing.notes.surroundings import Surroundings
from domain.timing.notes.words.vocabulary import Cue
from domain.timing.timing import TimingKind

Meant = tuple[TimingRole, Task]
VERBLESS = frozenset({"immediate", "time-of-day"})
"""Rules that read too much from a note unless a verb asks for the time."""


def meant(around: Surroundings) -> Meant | None:
    """None of a time that asks for nothing: the past, a denial, a length."""
    if is_no_moment(around) or is_denied(around):
        return None
    if is_past_bound(around) or (around.reading.side is Side.UNTIL and not is_bound(around)):
        return None
    if is_bound(around):
        return TimingRole.NOT_BEFORE, _task(around)
    if is_away(around):
        return TimingRole.THEIRS, Task.OTHER
    verb = governing(around)
    if verb is not None and verb.cue is Cue.DONE:
        return None
    return _by_verb(verb, around) if verb is not None else _without_verb(around)


def _by_verb(verb: Mark, around: Surroundings) -> Meant | None:
    if verb.cue in (Cue.THEIRS, Cue.THEY) or acts_of_theirs(verb, around):
        return TimingRole.THEIRS, Task.OTHER
    if verb.cue in (Cue.AGREED, Cue.WANTED):
        return _without_verb(around)
    task = verb.task or Task.OTHER
    if is_of_event(around, verb):
        return TimingRole.THEIRS, Task.OTHER
    return TimingRole.TASK, _refined(task, around)


def _refined(task: Task, around: Surroundings) -> Task:
    """ "send the offer" is a quote."""
    return Task.QUOTE if task in (Task.SEND, Task.WRITE) and Task.QUOTE in around.tasks_as_nouns() else task


def _without_verb(around: Surroundings) -> Meant | None:
    timing = around.reading.timing
    noun = around.nearest(Cue.NOUN, Cue.EVENT)
    if noun is not None and noun.cue is Cue.NOUN and noun.task is not None:
        return TimingRole.TASK, noun.task
    if noun is not None:
        return TimingRole.THEIRS, Task.OTHER
    if timing.rule in VERBLESS or timing.kind is TimingKind.RECURRING or is_today(around):
        return None
    if is_far_period(around) or _is_wanted(around):
        return TimingRole.THEIRS, Task.OTHER
    return TimingRole.TASK, Task.OTHER


def _is_wanted(around: Surroundings) -> bool:
    return any(mark.cue is Cue.WANTED and around.in_clause(mark) for mark in around.all)


def _task(around: Surroundings) -> Task:
    verb = around.nearest(Cue.VERB)
    return _refined(verb.task, around) if verb is not None and verb.task else Task.OTHER
