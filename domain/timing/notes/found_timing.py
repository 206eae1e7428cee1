"""A time that a note names, where it stands, and what it asks for."""

from dataclasses import dataclass
from enum import StrEnum

from domain.timing.timing import Timing


class TimingRole(StrEnum):
    """``TASK`` becomes a step. ``NOT_BEFORE``: nothing is due before it. ``THEIRS`` is a date of the customer's own,
    to be offered and never taken."""

    TASK = "task"
    NOT_BEFORE = "not-before"
    THEIRS = "theirs"


class Task(StrEnum):
    CALL = "call"
    WRITE = "write"
    SEND = "send"
    MEET = "meet"
    QUOTE = "quote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FoundTiming:
    """``words`` are ``text[first:after]``, as typed. ``timing`` is always ok. Of ``NOT_BEFORE`` it is the moment
    itself, never a day before."""

    first: int
    after: int
    words: str
    timing: Timing
    kind: TimingRole
    task: Task
