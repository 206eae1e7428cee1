"""The verb that says what is done at a time."""

from domain.timing.notes.marks import Mark
from domain.timing.notes.surroundings import Surroundings
from domain.timing.notes.time_words import AFTER, BEFORE
from domain.timing.notes.words.vocabulary import Cue

_VERBS = (Cue.VERB, Cue.DONE, Cue.AGREED, Cue.WANTED, Cue.THEIRS, Cue.THEY)


def governing(around: Surroundings) -> Mark | None:
    """The nearest verb before the time, else the first behind it. A verb of the past does not reach over a comma."""
    before = [mark for mark in around.before if mark.cue in _VERBS and _reaches(mark, around)]
    behind = [mark for mark in around.behind if mark.cue in _VERBS and _reaches(mark, around)]
    if not before or not behind:
        return next(iter((*reversed(before), *behind)), None)
    waits = before[-1].cue in (Cue.AGREED, Cue.WANTED) and (
        _bare(around, before[-1]) or _ends_clause_as_verb(behind[0], around)
    )
    is_of_clause_before = not around.in_clause(before[-1]) and around.in_clause(behind[0])
    return behind[0] if waits or is_of_clause_before else before[-1]


def _reaches(mark: Mark, around: Surroundings) -> bool:
    return mark.cue is not Cue.DONE or around.in_clause(mark)


def _bare(around: Surroundings, agreed: Mark) -> bool:
    """ "will ihn am Dienstag anrufen": the verb comes behind; but "wants a demo on Tuesday" has its noun."""
    return not any(mark.cue in (Cue.NOUN, Cue.EVENT) and mark.first >= agreed.after for mark in around.before)


def _ends_clause_as_verb(mark: Mark, around: Surroundings) -> bool:
    """ "die Preise bis morgen zu mailen"; "a call on Friday to discuss it" says what for."""
    return mark.cue is Cue.VERB and around.in_clause(mark) and around.words[mark.first - 1].text != "to"


def is_of_event(around: Surroundings, verb: Mark) -> bool:
    """ "call before the fair on 3 May" """
    event = around.before[-1] if around.before else None
    if event is None or event.cue is not Cue.EVENT or around.reading.first - event.after > 1:
        return False
    return any(word.text in AFTER | BEFORE for word in around.words[verb.after : event.first])


def acts_of_theirs(verb: Mark, around: Surroundings) -> bool:
    return any(mark.cue is Cue.THEY and mark.after == verb.first for mark in around.all)
