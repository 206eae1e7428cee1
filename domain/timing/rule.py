"""A rule: a phrase, its meaning, and examples that a test holds it to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.timing.phrase import Found, phrase
from domain.timing.reckoning import Reckoning
from domain.timing.timing import Grain, Timing, TimingKind, TimingStatus

Reader = Callable[[Found, Reckoning], Timing | None]
UNKNOWN = Timing(TimingStatus.UNKNOWN)
REJECTED = Timing(TimingStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Rule:
    """``read`` returns None where the phrase, seen closer, is none of this rule's.

    ``examples``: texts, and their reading by this very rule, counted from Wednesday 2026-03-04 10:00, as
    "2026-03-07", "2026-03-04 12:00", "unknown" or "rejected". ``anchored``: "after the call" may follow and names the
    anchor, and "after" in front moves nothing. ``timed``: a time of day elsewhere in the text belongs to it.
    """

    id: str
    notation: str
    read: Reader
    examples: Mapping[str, str]
    anchored: bool = False
    timed: bool = True
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", phrase(self.notation))


def point(at: datetime, *, grain: Grain = Grain.DAY, until: datetime | None = None) -> Timing:
    """A range when it has an end."""
    kind = TimingKind.POINT if until is None else TimingKind.RANGE
    return Timing(TimingStatus.OK, at=at, until=until, kind=kind, grain=grain)


def unknown(_found: Found, _reckoning: Reckoning) -> Timing:
    return UNKNOWN


def rejected(_found: Found, _reckoning: Reckoning) -> Timing:
    return REJECTED
