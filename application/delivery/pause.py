"""Pauses of all sending, one for each cause."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

CLOCK_SLACK = timedelta(minutes=1)
"""So far the clocks of two machines may be apart; a pause that begins later than that is of a clock that has been set
back since, and does not outlast a new pause."""


class PauseCause(StrEnum):
    """Each has a pause of its own; while any is in force nothing is sent."""

    THROTTLED = "throttled"
    MISCONFIGURED = "misconfigured"
    BREAKER = "breaker"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class RelayPause:
    """No message is sent before ``until``, by any process; None is until an operator resumes. ``by`` is an actor.
    ``bot_id`` is whose messages wait, None for those of all bots."""

    cause: PauseCause
    since: datetime
    until: datetime | None
    reason: str
    by: str = "relay"
    bot_id: int | None = field(default=None, compare=False)
