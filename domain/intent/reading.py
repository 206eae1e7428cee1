"""The answers of the reading."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """A ``NOTE`` is surely about a prospect. ``UNCLEAR`` may be a note or not: it is asked."""

    NOTE = "note"
    ABOUT_LEAD = "about lead"
    WISH = "wish"
    TALK = "talk"
    UNCLEAR = "unclear"


class ActKind(StrEnum):
    DONE = "done"
    SKIPPED = "skipped"
    SNOOZED = "snoozed"
    REPLIED = "replied"
    NAME = "name"
    CONTACT = "contact"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Act:
    """``when`` are words of a time, ``value`` is a new name or contact, ``person`` who is named: as typed; empty when
    the message does not say."""

    kind: ActKind
    when: str = ""
    value: str = ""
    person: str = ""


class WishKind(StrEnum):
    FIND = "find"
    COUNT = "count"
    REMIND = "remind"
    LIST = "list"
    OVERDUE = "overdue"
    STATS = "stats"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Wish:
    """``query`` names what is looked for, ``when`` are words of a time; as typed, or empty."""

    kind: WishKind
    query: str = ""
    when: str = ""


class Talk(StrEnum):
    GREETING = "greeting"
    THANKS = "thanks"
    CONSENT = "consent"
    QUESTION = "question"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class MessageReading:
    intent: Intent
    act: Act | None = None
    wish: Wish | None = None
    talk: Talk | None = None
