""" "if no reply within 3 days": what follows a condition is no deadline, it is the time itself."""

from collections.abc import Sequence
from itertools import takewhile

from domain.timing.terms import Term, Token

_CLAUSE_ENDS = {Term.COMMA, Term.COLON, Term.STOP}


def is_condition(before: Sequence[Token]) -> bool:
    """Whether the clause that ``before`` ends with says "if", or that something is lacking ("no reply")."""
    clause = takewhile(lambda token: token.terminal not in _CLAUSE_ENDS, reversed(before))
    return any(token.terminal is Term.IF or (token.terminal is Term.NOT and token.value) for token in clause)
