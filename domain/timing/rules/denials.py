""" "don't call today", "any day except Monday": the time is named only to be left out, so it is not known."""

from collections.abc import Iterable, Sequence
from itertools import dropwhile, islice, takewhile

from domain.timing.phrase import Found, phrase, shape
from domain.timing.terms import Term, Token

_CLAUSE_ENDS = {Term.COMMA, Term.COLON, Term.STOP, Term.DASH, Term.SIGN, Term.OPEN}
_REACH = 6
"""Words between a denial and the time it denies."""
_WITHOUT = 2
"""The value of "without", which denies what follows it: "tomorrow without Bob" is tomorrow. "No" has 1, "not" has 0."""
_VERB = 1
"""The value of "skip", which in some languages comes last: "Montag überspringen". "Except" has 0."""
_LAPSE = phrase("NUM FRACTION? (?:DASH|PLUS)? UNIT | (?:HENCE|WITHIN) ABOUT? UNIT")
_NAMES = {Term.TODAY, Term.TOMORROW, Term.WEEKDAY, Term.WEEKEND, Term.MONTH_NAME, Term.DATE, Term.NEXT}
_TIMES_OF_DAY = {Term.AT, Term.CLOCK, Term.DAYPART}


def denied_by(found: Found) -> Token | None:
    """The word that denies the time found. Not the "no" of "no reply for 3 days" or the "don't" of "if they don't"."""
    clause = _clause(reversed(found.tokens[: found.match.start()]))
    return _denial_in_front(clause, found) or _denial_behind(clause, found)


def _denial_in_front(clause: Sequence[Token], found: Found) -> Token | None:
    """``clause``: the words in front, the nearest first."""
    for distance, token in enumerate(clause[:_REACH]):
        if _is_unless(token):
            return None if _is_lapse(found) else token
        if token.terminal is Term.EXCEPT:
            return token
        if token.terminal is Term.NOT:
            is_lack = token.value and (_is_lapse(found) or _is_until(found))
            excused = is_lack or _is_of_answers(token, clause[:distance]) or _is_under_if(clause[distance + 1 :])
            return None if excused else token
    return None


def _denial_behind(clause: Sequence[Token], found: Found) -> Token | None:
    """ "tomorrow don't call"; of what counts from now, "Day 7 don't push", it says something else."""
    after = dropwhile(lambda token: token.terminal in _TIMES_OF_DAY, found.following)
    words = _clause(islice(after, _REACH))
    if not words or not found.has(*_NAMES) or _is_under_if(clause):
        return None
    [first, *others] = words
    if first.terminal is Term.EXCEPT:
        return first if first.value == _VERB else None
    denies = first.terminal is Term.NOT and first.value != _WITHOUT
    return first if denies and not _is_of_answers(first, others) else None


def _clause(tokens: Iterable[Token]) -> list[Token]:
    return list(takewhile(lambda token: token.terminal not in _CLAUSE_ENDS, tokens))


def _is_unless(token: Token) -> bool:
    return token.terminal is Term.IF and bool(token.value)


def _is_lapse(found: Found) -> bool:
    """So long a time, as in "no contact for 2 weeks": when it is over, the step is due."""
    return bool(_LAPSE.search(shape(found.here)))


def _is_until(found: Found) -> bool:
    """ "no budget until May" """
    return any(token.terminal is Term.UNTIL for token in found.lead)


def _is_of_answers(denial: Token, words: Iterable[Token]) -> bool:
    """ "no reply" (0 + 1 is not enough for "don't reply", which may be an order), "not replied" """
    return any(token.terminal is Term.WORD and token.value and token.value + denial.value >= 2 for token in words)


def _is_under_if(before: Iterable[Token]) -> bool:
    """ "if they don't", the nearest word first; but not "if they reply don't", whose condition ends before."""
    condition = takewhile(lambda token: token.terminal is not Term.NOT and not _speaks_of_answers(token), before)
    return any(token.terminal is Term.IF for token in condition)


def _speaks_of_answers(token: Token) -> bool:
    return token.terminal is Term.WORD and bool(token.value)
