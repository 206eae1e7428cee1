"""What is counted for those who watch the program from outside."""

from datetime import timedelta
from typing import Protocol

from application.delivery.attempt import Verdict


class Meter(Protocol):
    def attempted(self, verdict: Verdict) -> None: ...

    def sent(self, *, after: timedelta) -> None:
        """A reminder was accepted so long after it was due."""
        ...


class Unmetered:
    """For those whom nobody watches: commands, tests."""

    def attempted(self, verdict: Verdict) -> None:
        return

    def sent(self, *, after: timedelta) -> None:
        return
