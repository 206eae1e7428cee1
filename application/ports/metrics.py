"""Counters for monitoring."""

from datetime import timedelta
from typing import Protocol

from application.delivery.attempt import Verdict


class Meter(Protocol):
    def attempted(self, verdict: Verdict) -> None: ...

    def sent(self, *, after: timedelta) -> None:
        """A reminder was accepted so long after it was due."""
        ...


class Unmetered:
    """For commands and tests."""

    def attempted(self, verdict: Verdict) -> None:
        return

    def sent(self, *, after: timedelta) -> None:
        return
