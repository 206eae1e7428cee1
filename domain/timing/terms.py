"""The alphabet of the grammar: all that a word can be, in any language."""

from dataclasses import dataclass
from enum import Enum, auto


class Term(Enum):
    # amounts
    NUMBER = auto()
    AN = auto()  # "a", "ein", "un": one, but only in front of a unit
    ORDINAL = auto()
    FRACTION = auto()  # "and a half"
    # units
    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    WORKDAY = auto()
    WEEK = auto()
    FORTNIGHT = auto()
    MONTH = auto()
    QUARTER = auto()
    YEAR = auto()
    # days and times that have names; values: see the language files
    IMMEDIATE = auto()
    NOW = auto()
    TODAY = auto()
    TOMORROW = auto()
    PAST = auto()
    WEEKDAY = auto()
    WEEKDAY_SHORT = auto()
    WEEKEND = auto()
    MONTH_NAME = auto()
    QUARTER_NAME = auto()
    DATE = auto()
    CLOCK = auto()
    NO_CLOCK = auto()  # "25:00", "13pm": a time of day that there is not
    DAYPART = auto()
    OCLOCK = auto()
    ADVERB = auto()  # "weekly"
    # words that bind
    IN = auto()
    HENCE = auto()  # "через", which needs no number: "через неделю"
    LATER = auto()
    AFTER = auto()
    FROM = auto()
    BEFORE = auto()
    AGO = auto()
    BY = auto()
    WITHIN = auto()
    UNTIL = auto()
    TO = auto()
    OR = auto()
    AND = auto()
    OF = auto()
    ON = auto()
    AT = auto()
    FOR = auto()
    WAIT = auto()
    ABOUT = auto()
    NEXT = auto()
    THIS = auto()
    LAST = auto()
    EVERY = auto()
    PER = auto()
    TIMES = auto()  # "once", "twice"
    EARLY = auto()
    MID = auto()
    LATE = auto()
    END_OF = auto()
    NOT = auto()  # values: see rules.denials
    EXCEPT = auto()  # "except", "skip"
    IF = auto()  # 1: "unless"
    TEE = auto()  # the T of "T+5"
    # signs
    PLUS = auto()
    MINUS = auto()
    DASH = auto()
    SLASH = auto()
    HASH = auto()
    COMMA = auto()
    COLON = auto()
    STOP = auto()
    OPEN = auto()
    CLOSE = auto()
    # the rest
    HOLIDAY = auto()
    LASTING = auto()  # an event that has a length: "2-week trial"
    WORD = auto()  # 1: "reply"; 2: "replied", which is no order
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` stands at ``start:end`` of the normalised text. ``value`` depends on the terminal: an amount, a weekday
    from 0, a month from 1, minutes since midnight, the ordinal of a date."""

    terminal: Term
    text: str
    start: int
    end: int
    value: float = 0
