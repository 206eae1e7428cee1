"""Whether the wall clock may be believed.

It is compared with steady time, which no setting of the clock moves, and with the time that the messenger's answers
bear. Within two minutes it is trusted. A computer that slept is not doubted: its steady time went on.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from application.ports.clock import Clock

log = logging.getLogger(__name__)

TOLERANCE = timedelta(minutes=2)
FIRST_WORD_WITHIN = timedelta(seconds=10)
"""At the start the clock waits so long for the messenger's word: nothing else can tell that it was wrong from the boot
on."""
ALONE_FOR = timedelta(minutes=10)
"""A clock that jumped, and of which the messenger says nothing, is believed again after so long."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """``reason`` is a clause for an operator. It ``is_settling`` in the first seconds of a program."""

    reason: str
    is_settling: bool = False


class ClockTrust:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.monotonic()
        self._agreed = self._apart()
        self._jumped_at: float | None = None
        self._told: timedelta | None = None
        self._rumour: timedelta | None = None

    def hear(self, at: datetime) -> None:
        """The messenger's time, as of now. Another than before is believed when it is heard twice in a row: an answer
        may come from a cache."""
        ahead = self._since_epoch(at)
        if self._told is None or _agree(ahead, self._told) or (self._rumour and _agree(ahead, self._rumour)):
            self._told, self._rumour = ahead, None
        else:
            self._rumour = ahead

    def doubt(self) -> Doubt | None:
        """None while the clock is trusted."""
        apart = self._apart()
        if self._told is not None:
            return None if self._agrees(apart, self._told) else Doubt(_off(apart - self._told, "Telegram's"))
        if self._clock.monotonic() - self._started < FIRST_WORD_WITHIN.total_seconds():
            return Doubt("Telegram's time is not known yet", is_settling=True)
        if self._agrees(apart, self._agreed) or self._stayed_for(ALONE_FOR):
            self._agreed, self._jumped_at = apart, None
            return None
        return Doubt(_off(apart - self._agreed, "its own time of before"))

    def _agrees(self, apart: timedelta, known: timedelta) -> bool:
        """A clock that runs a little fast or slow agrees with itself of a moment ago."""
        if not _agree(apart, known):
            return False
        self._agreed, self._jumped_at = apart, None
        return True

    def _stayed_for(self, duration: timedelta) -> bool:
        now = self._clock.monotonic()
        self._jumped_at = now if self._jumped_at is None else self._jumped_at
        return now - self._jumped_at >= duration.total_seconds()

    def _apart(self) -> timedelta:
        return self._since_epoch(self._clock.now())

    def _since_epoch(self, at: datetime) -> timedelta:
        """What steady time adds to this is ``at``."""
        return at - EPOCH - timedelta(seconds=self._clock.monotonic())


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Doubts = Callable[[], Doubt | None]


def no_doubt() -> None:
    """Of a clock that is set on purpose: the sandbox's."""


def _agree(first: timedelta, second: timedelta) -> bool:
    return abs(first - second) <= TOLERANCE


def _off(by: timedelta, reference: str) -> str:
    minutes = round(abs(by) / timedelta(minutes=1))
    size, unit = (
        (minutes, "min") if minutes < 120 else (minutes // 60, "h") if minutes < 2880 else (minutes // 1440, "d")
    )
    return f"the clock is {size} {unit} {'ahead of' if by > timedelta(0) else 'behind'} {reference}"
