"""The event that a span counts from, in the words of the text: "2 days after the call" is anchored at "the call"."""

from collections.abc import Sequence

from domain.timing.terms import Term, Token
from domain.timing.timing import PLAN

_ENDS = {Term.COMMA, Term.COLON, Term.STOP, Term.OPEN, Term.DASH}
_LONGEST = 80


def anchor(text: str, following: Sequence[Token]) -> tuple[str, int]:
    """The anchor, and how many of the tokens that follow the span it takes. ``text`` is the normalised one."""
    count = next((index for index, token in enumerate(following) if token.terminal in _ENDS), len(following))
    if count < 2 or following[0].terminal not in (Term.AFTER, Term.FROM):
        return PLAN, 0
    words = text[following[0].end : following[count - 1].end].strip()
    return words[:_LONGEST].strip() or PLAN, count
