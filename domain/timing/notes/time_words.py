"""Which single words can be part of a time, taken from the languages of the timing grammar."""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain.timing.languages.vocabulary import Meaning, entries
from domain.timing.lexicon import ARTICLES, LANGUAGES, folded
from domain.timing.normalisation import normalised
from domain.timing.terms import Term

_NAMES = frozenset({
    *(Term.MINUTE, Term.HOUR, Term.DAY, Term.WORKDAY, Term.WEEK, Term.FORTNIGHT, Term.MONTH, Term.QUARTER, Term.YEAR),
    *(Term.TODAY, Term.TOMORROW, Term.PAST, Term.WEEKDAY, Term.WEEKDAY_SHORT, Term.WEEKEND, Term.MONTH_NAME),
    *(Term.QUARTER_NAME, Term.DATE, Term.CLOCK, Term.NO_CLOCK, Term.DAYPART, Term.OCLOCK, Term.IMMEDIATE),
    Term.HOLIDAY,
})  # fmt: skip
_TURNS = frozenset({Term.LAST, Term.AGO, Term.BEFORE, Term.AFTER, Term.NOT, Term.EXCEPT, Term.NUMBER, Term.PAST})
_NO_PART = frozenset({Term.WORD, Term.LASTING, Term.NOW, Term.ADVERB, Term.TEE})
_NUMBER = re.compile(r"\d{1,4}(?:[.:/]\d{1,4}){0,2}")
_NUMBER_AND_UNIT = re.compile(r"(\d{1,3}(?:[.:]\d{2})?)-?([^\W\d_]{1,6})|[qк][1-4]|[1-4]q")
_SUFFIXES = frozenset("st,nd,rd,th,й,ый,ий,го,ого,му,ому,е,ое,я,ая,та,ту,те,am,pm,a,p,h,hs,ч".split(","))  # noqa: SIM905


def _phrases() -> Iterator[tuple[list[str], tuple[Meaning, ...]]]:
    for language in LANGUAGES:
        for words, meanings in (*entries(language.LEXICON), *language.COMPOUNDS.items()):
            yield [folded(word) for word in (normalised(words) or "").split()], meanings


_PHRASES = tuple(_phrases())


def _words(*terminals: Term, alone: bool = False) -> frozenset[str]:
    """Of phrases that mean one of them; ``alone``: of phrases of one word."""
    return frozenset(
        word
        for words, meanings in _PHRASES
        if any(terminal in terminals for terminal, _ in meanings) and (len(words) == 1 or not alone)
        for word in words
    )


NAMES = _words(*_NAMES, alone=True)
"""Words that name a time, or a part of it, on their own."""
_PRONOUNS = {"one"}
TURNS = _words(*_TURNS, alone=True) - _PRONOUNS
"""Words that make another time of a time beside them: "last", "ago", "not"."""
BINDING = _words(*(frozenset(Term) - _NAMES - _NO_PART)) | ARTICLES
PARTS = _words(*_NAMES) - NAMES - BINDING
AFTER = _words(Term.AFTER, alone=True)
BEFORE = _words(Term.BEFORE, alone=True)
UNTIL = _words(Term.UNTIL) | {"through", "thru"}
DEADLINES = _words(Term.UNTIL, Term.BY, Term.WITHIN)
AT = _words(Term.AT, Term.ON, Term.BY, Term.UNTIL, Term.FROM, Term.NEXT) - ARTICLES
_AHEAD = (Term.IN, Term.HENCE, Term.LATER, Term.WITHIN, Term.BY, Term.NEXT, Term.UNTIL)
_THROUGHOUT = {"over", "during", "uber", "durante"}
SOON = _words(*_AHEAD, alone=True) - _THROUGHOUT | {word for word in _words(*_AHEAD) if len(word) > 4 or word == "now"}
"""Words with which a number of days is a time: "in 3 days", and not "3 days"."""
FROM = _words(Term.FROM, alone=True)
MONTHS = _words(Term.MONTH_NAME, alone=True)
SHORT_DAYS = _words(Term.WEEKDAY_SHORT, alone=True)
JOINING = _words(Term.AND, Term.OR, alone=True)
DENIALS = _words(Term.NOT, alone=True)
ABBREVIATED = frozenset(word for word in _words(Term.WEEKDAY_SHORT, Term.MONTH_NAME, alone=True) if len(word) <= 5)


@lru_cache(maxsize=4096)
def is_number(word: str) -> bool:
    """ "15", "4.30", "3pm", "20-го"; but not "mp3" and "500k"."""
    if _NUMBER.fullmatch(word):
        return True
    match = _NUMBER_AND_UNIT.fullmatch(word)
    return match is not None and (match[2] is None or match[2] in _SUFFIXES or match[2] in NAMES)


def names_time(word: str) -> bool:
    return word in NAMES or word in PARTS or is_number(word)


@lru_cache(maxsize=4096)
def is_time_word(word: str) -> bool:
    return names_time(word) or word in BINDING


def changes_time(word: str) -> bool:
    """Whether a time beside it may be another than it looks."""
    return word in TURNS or word in NAMES or is_number(word)
