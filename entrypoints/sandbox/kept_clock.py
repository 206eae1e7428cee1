"""The sandbox's clock as its page shows and moves it, kept in a file so that a restart does not turn it back."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from entrypoints.sandbox.clock import SandboxClock
from entrypoints.sandbox.json_file import JsonFile


@dataclass(frozen=True, slots=True)
class KeptClock:
    """``zone`` is the IANA name of the page's zone; ``next_due_at`` returns when the next reminder is due."""

    clock: SandboxClock
    file: Path
    zone: str
    next_due_at: Callable[[], Awaitable[datetime | None]]

    async def skip_to_next_reminder(self) -> datetime | None:
        """Return the time of that reminder; None when nothing is scheduled."""
        due_at = await self.next_due_at()
        if due_at is not None:
            self.clock.skip_to(due_at)
            self._keep()
        return due_at

    def advance(self, by: timedelta) -> None:
        self.clock.advance(by)
        self._keep()

    @asynccontextmanager
    async def kept_at_the_end(self) -> AsyncIterator[None]:
        """A clock that runs faster than real time is ahead by more than was skipped."""
        try:
            yield
        finally:
            self._keep()

    def _keep(self) -> None:
        JsonFile(self.file).write({"ahead_seconds": self.clock.offset.total_seconds()})


def kept_offset(file: Path) -> timedelta:
    """Return how far the clock was ahead of real time; zero without a file, or with an unreadable one."""
    try:
        return timedelta(seconds=float(JsonFile(file).read()["ahead_seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return timedelta(0)
