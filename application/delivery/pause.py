"""Pauses of all sending, one for each cause."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CLOCK_SLACK = timedelta(minutes=1)
"""So far the clocks of two machines may be apart; a pause that began later than that was told by a clock that has been
set back since, and stands in no new one's way."""


class PauseCause(StrEnum):
    """Each has a pause of its own; while one is in force nothing is sent."""

    THROTTLED = "throttled"
    MISCONFIGURED = "misconfigured"
    BREAKER = "breaker"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class RelayPause:
    """No message is sent before ``until``, by any process; None is until somebody resumes. ``by`` is an actor."""

    cause: PauseCause
    since: datetime
    until: datetime | None
    reason: str
    by: str = "relay"
