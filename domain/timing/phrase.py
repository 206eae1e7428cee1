"""The notation of the rules: names of terminals, put together as in a regular expression.

A text becomes its shape, one character for each token, and a phrase such as ``NUM DASH? UNIT`` becomes a pattern over
shapes. So every rule is written for all languages at once, and is as fast and as linear as a bounded pattern.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from domain.timing.terms import Term, Token

_CODE = {terminal.name: chr(0xE000 + terminal.value) for terminal in Term}
_BINDING = (
    *(Term.BY, Term.WITHIN, Term.UNTIL, Term.IN, Term.HENCE, Term.AFTER, Term.FROM),
    *(Term.ON, Term.AT, Term.FOR, Term.WAIT, Term.ABOUT, Term.PLUS, Term.THIS, Term.OF),
    Term.TO,
)
_PARTS = {
    "NUM": "(?:NUMBER|AN)",
    "CLOCK_UNIT": "(?:MINUTE|HOUR)",
    "DAY_UNIT": "(?:DAY|WORKDAY|WEEK|FORTNIGHT|MONTH|QUARTER|YEAR)",
    "UNIT": "(?:CLOCK_UNIT|DAY_UNIT)",
    "PERIOD": "(?:WEEK|MONTH|QUARTER|YEAR)",
    "AMOUNT": "NUM FRACTION? (?:DASH|PLUS)? UNIT FRACTION?",
    "SPAN": "(?:AMOUNT(?:(?:COMMA|AND|PLUS){0,2}NUM DASH? UNIT){0,5})",
    "BETWEEN": "(?:DASH|MINUS|TO|UNTIL|OR|AN)",
    "LEAD": f"(?:{'|'.join(terminal.name for terminal in _BINDING)}){{0,5}}",
}
_NAME = re.compile(r"\b[A-Z][A-Z_]+\b")


def phrase(notation: str) -> re.Pattern[str]:
    """Raise ``KeyError`` for a name that is none: at import, so no such rule ships."""
    while _PARTS.keys() & set(_NAME.findall(notation)):
        notation = _NAME.sub(lambda name: _PARTS.get(name[0], name[0]), notation)
    return re.compile(_NAME.sub(lambda name: _CODE[name[0]], notation).replace(" ", ""))


def shape(tokens: Iterable[Token]) -> str:
    return "".join(_CODE[token.terminal.name] for token in tokens)


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found among the ``tokens`` of a text."""

    tokens: Sequence[Token]
    match: re.Match[str]

    def __getitem__(self, group: str | int) -> Sequence[Token]:
        start, end = self.match.span(group)
        return self.tokens[start:end] if start >= 0 else ()

    @property
    def here(self) -> Sequence[Token]:
        return self[0]

    @property
    def lead(self) -> Sequence[Token]:
        """The binding words in front: "within", "in about"."""
        return list(takewhile(lambda token: token.terminal in _BINDING, self.here))

    @property
    def following(self) -> Sequence[Token]:
        return self.tokens[self.match.end() :]

    def has(self, *terminals: Term) -> bool:
        return any(token.terminal in terminals for token in self.here)

    def values(self, *terminals: Term) -> list[float]:
        return [token.value for token in self.here if token.terminal in terminals]

    def value(self, *terminals: Term) -> float:
        """Of the first of them."""
        return self.values(*terminals)[0]
