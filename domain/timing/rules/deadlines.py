""" "within", "by", "no later than": the named time is the end, and the reminder comes before it."""

from dataclasses import replace
from datetime import timedelta
from itertools import takewhile

from domain.timing.phrase import Found
from domain.timing.reckoning import Reckoning, civil, instant
from domain.timing.rules.conditions import is_condition
from domain.timing.terms import Term
from domain.timing.timing import Timing, TimingKind

_HEADROOM = timedelta(hours=24)
_BINDS = {Term.BY, Term.WITHIN, Term.UNTIL}
_BETWEEN = {Term.CLOCK, Term.DAYPART, Term.ON, Term.AT, *_BINDS}


def is_deadline(found: Found) -> bool:
    """ "by Friday", "by 5 pm on Friday", "in the next 3 days"; but "if no reply by Friday" is Friday itself."""
    before = found.tokens[: found.match.start()]
    lead = [*takewhile(lambda token: token.terminal in _BETWEEN, reversed(before)), *found.lead]
    return (any(token.terminal in _BINDS for token in lead) or _is_in_the_next(found)) and not is_condition(before)


def _is_in_the_next(found: Found) -> bool:
    shape = [token.terminal for token in found.here[: len(found.lead) + 2]]
    return Term.IN in shape and Term.NEXT in shape and Term.NUMBER in shape


def as_deadline(timing: Timing, reckoning: Reckoning) -> Timing:
    """``until`` is the time that was named, ``at`` is min(24 h, half of the time) before it."""
    until = timing.until or timing.at
    if until is None:
        return timing
    if timing.elapsed:
        ahead = instant(until) - instant(reckoning.base)
        at = reckoning.elapsed(ahead - min(_HEADROOM, ahead / 2))
    else:
        ahead = until.replace(tzinfo=None, fold=0) - reckoning.base.replace(tzinfo=None, fold=0)
        at = civil(reckoning.base, ahead - min(_HEADROOM, ahead / 2))
    return replace(timing, at=at, until=until, kind=TimingKind.DEADLINE, working_days=None)
