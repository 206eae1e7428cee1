"""Durations that a wall clock cannot shorten: leases and pauses, measured from when this process saw them."""

from collections.abc import Collection, Hashable, Sequence
from datetime import datetime, timedelta

from application.delivery.entry import Entry
from application.delivery.pause import PauseCause, RelayPause
from application.ports.clock import Clock


class LeaseWatch:
    """A lease is over when this process has seen it for its whole length by the monotonic clock. So a jump of the
    wall clock ends none, and a sender that keeps to half of its lease is never declared gone while it sends."""

    def __init__(self, clock: Clock, lease: timedelta) -> None:
        self._clock = clock
        self._lease = lease.total_seconds()
        self._over_at: dict[Hashable, float] = {}

    def overdue(self, in_flight: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries whose lease is over; watch the others from now on."""
        self.watch(in_flight)
        now = self._clock.monotonic()
        return [entry for entry in in_flight if now >= self._over_at[_attempt(entry)]]

    def watch(self, in_flight: Sequence[Entry]) -> None:
        """Watch no others."""
        now = self._clock.monotonic()
        self._over_at = {
            _attempt(entry): self._over_at.get(_attempt(entry), now + self._length(entry)) for entry in in_flight
        }

    def next_look_in(self) -> timedelta | None:
        """When the first of the watched leases is over; None when none is watched."""
        if not self._over_at:
            return None
        return timedelta(seconds=max(0.0, min(self._over_at.values()) - self._clock.monotonic()))

    def _length(self, entry: Entry) -> float:
        """As the program that took the lease meant it: its settings may be others."""
        if entry.leased_at is None or entry.lease_until is None:
            return self._lease
        return _seconds(entry.leased_at, entry.lease_until)


class PauseWatch:
    """A pause lasts as long as it was meant to, whatever happens to the wall clock meanwhile."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ends_at: dict[RelayPause, float] = {}
        self._shut_until: dict[PauseCause, float] = {}

    def shut(self, pause: RelayPause) -> None:
        """The pause has just begun: messages that have their slot already must not be sent."""
        until = self._clock.monotonic() + self._left(pause)
        self._shut_until[pause.cause] = max(self._shut_until.get(pause.cause, until), until)

    @property
    def is_shut(self) -> bool:
        return any(self._clock.monotonic() < until for until in self._shut_until.values())

    def stops_all(self, pauses: Collection[RelayPause]) -> bool:
        """Whether a pause is in force. ``pauses`` are all there are, read under the rate limiter's lock: other causes
        were lifted, here or by another process."""
        standing = {pause.cause for pause in pauses}
        self._shut_until = {cause: until for cause, until in self._shut_until.items() if cause in standing}
        return bool(self.in_force(pauses))

    def in_force(self, pauses: Collection[RelayPause]) -> Sequence[RelayPause]:
        now = self._clock.monotonic()
        self._ends_at = {one: self._ends_at.get(one, now + self._left(one)) for one in pauses}
        return [pause for pause in pauses if now < self._ends_at[pause]]

    def ends_in(self, pause: RelayPause) -> timedelta:
        """Of a pause that is in force; ``timedelta.max`` when an operator must resume."""
        if pause.until is None:
            return timedelta.max
        return timedelta(seconds=max(0.0, self._ends_at[pause] - self._clock.monotonic()))

    def _left(self, pause: RelayPause) -> float:
        if pause.until is None:
            return float("inf")
        return min(_seconds(pause.since, pause.until), _seconds(self._clock.now(), pause.until))


def _attempt(entry: Entry) -> Hashable:
    return entry.id, entry.token


def _seconds(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds()
