"""Whether a time bounds what is due, or is denied: "not before 14 Dec", "back on Monday", "not on Monday"."""

from domain.timing.notes.governing import governing
from domain.timing.notes.marks import Mark, phrases_of
from domain.timing.notes.readings import Side
from domain.timing.notes.surroundings import Surroundings
from domain.timing.notes.time_words import DEADLINES, FROM, UNTIL
from domain.timing.notes.words.vocabulary import Cue
from domain.timing.timing import Grain

_DEFERRING = phrases_of(Cue.DEFERRING)
_PLACES = frozenset({"at", "на", "auf", "en", "in", "der"})
_DENIAL_REACH = 6
"""Words between a denial and the time it denies."""


def is_denied(around: Surroundings) -> bool:
    """ "don't call on Monday", "am Montag nicht"; but "not before", "no budget until May" name a bound."""
    if _starts_with(around, DEADLINES) or around.reading.side in (Side.BEFORE, Side.UNTIL) or front(around):
        return False
    denial = next((mark for mark in reversed(around.before) if mark.cue is Cue.NOT), None)
    if denial and around.in_clause(denial) and around.reading.first - denial.after <= _DENIAL_REACH:
        verb = next((mark for mark in around.before if mark.cue is Cue.VERB and mark.first >= denial.after), None)
        return verb is None or verb.first == denial.after
    behind = next((mark for mark in around.behind if mark.cue is Cue.NOT), None)
    return behind is not None and around.in_clause(behind) and behind.first - around.reading.after <= 1


def is_bound(around: Surroundings) -> bool:
    if front(around):
        return True
    if around.reading.side is Side.AFTER or (around.reading.side is Side.BEFORE and _is_negated(around)):
        return True
    if around.reading.side is Side.UNTIL or (_starts_with(around, UNTIL) and not around.has(Cue.IF)):
        is_absent = around.has(Cue.AWAY) or around.has(Cue.BACK) or _is_attending(around)
        return is_absent or _is_negated(around) or _defers(around)
    if around.has(Cue.AWAY) and around.reading.timing.until is not None:
        return True
    return _is_back(around) or (_starts_with(around, FROM) and not _has_theirs(around) and not around.has(Cue.AWAY))


def front(around: Surroundings) -> Mark | None:
    """The phrase "not before" directly in front."""
    return next((mark for mark in around.before if mark.cue is Cue.NOT_BEFORE and around.touches(mark)), None)


def is_past_bound(around: Surroundings) -> bool:
    """ "met after 5pm", "called him since Monday" """
    verb = governing(around)
    is_open = around.reading.side is Side.AFTER or _starts_with(around, FROM)
    is_day = around.reading.timing.grain is Grain.DAY
    return is_open and (not is_day or (verb is not None and verb.cue is Cue.DONE))


def is_away(around: Surroundings) -> bool:
    nearest = around.nearest(Cue.AWAY, Cue.VERB)
    return nearest is not None and nearest.cue is Cue.AWAY


def _is_attending(around: Surroundings) -> bool:
    """ "at the conference until Thursday" """
    event = around.before[-1] if around.before else None
    if event is None or event.cue is not Cue.EVENT:
        return False
    return any(word.text in _PLACES for word in around.words[max(event.first - 2, 0) : event.first])


def _starts_with(around: Surroundings, words: frozenset[str]) -> bool:
    return around.own[0] in words


def _is_negated(around: Surroundings) -> bool:
    return any(mark.cue is Cue.NOT and around.in_clause(mark) for mark in around.all)


def _defers(around: Surroundings) -> bool:
    """ "until" is no deadline in English and Spanish; "bis" and "до" are. The mark lies within the reading."""
    return around.own[0] in _DEFERRING and not around.has(Cue.THEIRS)


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
