"""Whether the wall clock may be believed.

It is compared with steady time, which no setting of the clock moves, and with the ``Date`` of the messenger's answers.
Within two minutes it is trusted. A computer that slept is not doubted: its steady time went on. Where a clock stands
against steady time is its place: one number, which only a set or a drifting clock changes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from application.ports.clock import Clock

TOLERANCE = timedelta(minutes=2)
EVEN_S = 30.0
"""Places that are no farther apart are the same: a ``Date`` has whole seconds, and a network delays it."""
PROVEN_AFTER = timedelta(minutes=3)
"""A ``Date`` that contradicts an earlier one counts when it has gone on evenly for so long. One that stands still, as
from a cache, and one of several servers do not."""
ALONE_FOR = timedelta(minutes=10)
"""A clock that was set and then went on evenly for so long is believed, when the messenger answers and no even ``Date``
contradicts it."""
TAKEN_ANEW_AFTER = timedelta(hours=1)
"""Clocks drift against each other, by seconds a day."""
START = timedelta(minutes=1)
"""A messenger that does not answer is a trouble from then on."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN = "Telegram has not answered since the start, so the clock could not be compared"


@dataclass(frozen=True, slots=True)
class Doubt:
    """``reason`` is a clause for an operator, ``since`` by the best clock there is. It ``is_settling`` in the first
    moments of a program; ``has_time`` when steady time tells the right time since an earlier moment of trust."""

    reason: str
    since: datetime
    is_settling: bool = False
    has_time: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Between ``first`` and ``last``, in seconds; ``taken_at`` and ``heard_at`` are by steady time."""

    first: float
    last: float
    taken_at: float
    heard_at: float
    by_messenger: bool = False

    def lead_of(self, stands: float) -> float:
        """How far that is ahead; negative when it is behind."""
        return stands - min(max(stands, self.first), self.last)

    def allows(self, stands: float) -> bool:
        return abs(self.lead_of(stands)) <= TOLERANCE.total_seconds()

    def is_even(self, other: "_Place") -> bool:
        return max(self.first - other.last, other.first - self.last) <= EVEN_S


class ClockTrust:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._started = clock.monotonic()
        self._known: _Place | None = None
        self._rival: _Place | None = None
        self._even = self._stands()
        self._trusted: float | None = None
        self._doubted_at: float | None = None

    def hear(self, date: datetime | None, *, asked_at: float) -> None:
        """The messenger has answered just now what was asked at that steady time. ``date`` is None when its ``Date``
        was absent or unreadable."""
        self._weigh(date, asked_at, self._look())
        self.doubt()

    def doubt(self) -> Doubt | None:
        """None while the clock is trusted."""
        stands = self._look()
        if self._known is not None and self._known.allows(stands.first):
            self._trusted, self._doubted_at = stands.first, None
            return None
        now = stands.taken_at
        self._doubted_at = now if self._doubted_at is None else self._doubted_at
        since = self._time(stands) - timedelta(seconds=now - self._doubted_at)
        if self._known is None:
            return Doubt(UNKNOWN, since, is_settling=now - self._started < START.total_seconds())
        off = _off(self._known.lead_of(stands.first), self._known)
        return Doubt(off, since, has_time=self._trusted is not None)

    def time(self) -> datetime:
        """The wall clock's while it is trusted. Else by steady time from the last moment of trust on, if there was
        any."""
        wall = self._clock.now()  # first: else it might be set in between
        return wall if self.doubt() is None else self._time(self._stands())

    def _weigh(self, date: datetime | None, asked_at: float, stands: _Place) -> None:
        told = _told(date, asked_at, stands.taken_at) if date is not None else None
        if told is not None and self._goes_by(told, stands):
            return
        if self._known is None or self._is_alone(self._known, stands) or self._follows(self._known, stands):
            self._known = stands

    def _time(self, stands: _Place) -> datetime:
        place = stands.first if self._trusted is None else self._trusted
        return EPOCH + timedelta(seconds=place + stands.taken_at)

    def _goes_by(self, told: _Place, stands: _Place) -> bool:
        """Whether the ``Date`` is the one to go by."""
        now, known, rival = stands.taken_at, self._known, self._rival
        if known is not None and known.by_messenger and known.is_even(told):
            # Not taken each time: a Date that lags more and more would be followed.
            is_old = _passed(known.taken_at, now, TAKEN_ANEW_AFTER)
            self._known, self._rival = told if is_old else replace(known, heard_at=now), None
            return True
        is_first = known is None or (not known.by_messenger and told.allows(stands.first))
        is_proven = rival is not None and rival.is_even(told) and _passed(rival.taken_at, now, PROVEN_AFTER)
        if is_first or is_proven:
            self._known, self._rival = told, None
            return True
        if rival is None or not rival.is_even(told):
            self._rival = told
        return False

    def _is_alone(self, known: _Place, stands: _Place) -> bool:
        """The clock was set, and there has been no word against it since."""
        since = max(self._even.taken_at, known.heard_at)
        return not known.allows(stands.first) and _passed(since, stands.taken_at, ALONE_FOR)

    def _follows(self, known: _Place, stands: _Place) -> bool:
        """Without the messenger's word a clock that runs a little fast or slow is compared with itself of just now."""
        return not known.by_messenger and known.allows(stands.first)

    def _look(self) -> _Place:
        stands = self._stands()
        if not self._even.is_even(stands):
            self._even = stands
        return stands

    def _stands(self) -> _Place:
        now = self._clock.monotonic()
        place = (self._clock.now() - EPOCH).total_seconds() - now
        return _Place(place, place, now, now)


Doubts = Callable[[], Doubt | None]


def no_doubt() -> None:
    """Of a clock that is set on purpose: the sandbox's."""


def _told(date: datetime, asked_at: float, answered_at: float) -> _Place:
    """It was written between the two, and has whole seconds."""
    seconds = (date - EPOCH).total_seconds()
    return _Place(seconds - answered_at, seconds + 1 - asked_at, answered_at, answered_at, by_messenger=True)


def _passed(since: float, now: float, duration: timedelta) -> bool:
    return now - since >= duration.total_seconds()


def _off(lead_s: float, known: _Place) -> str:
    minutes = round(abs(lead_s) / 60)
    size, unit = (
        (minutes, "min") if minutes < 120 else (minutes // 60, "h") if minutes < 2880 else (minutes // 1440, "d")
    )
    reference = "Telegram's" if known.by_messenger else "its own time of before"
    return f"the clock is {size} {unit} {'ahead of' if lead_s > 0 else 'behind'} {reference}"
