"""The sandbox's clock as its page moves it, kept in a file so that a restart does not turn it back."""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from entrypoints.sandbox.clock import SandboxClock


@dataclass(frozen=True, slots=True)
class KeptClock:
    """Implements ``SandboxControls``. ``next_due_at`` tells when the next reminder is due."""

    clock: SandboxClock
    file: Path
    zone: str
    next_due_at: Callable[[], Awaitable[datetime | None]]

    def now(self) -> datetime:
        return self.clock.now()

    async def skip_to_next_reminder(self) -> datetime | None:
        due_at = await self.next_due_at()
        if due_at is not None:
            self.clock.skip_to(due_at)
            self._keep()
        return due_at

    async def advance(self, by: timedelta) -> datetime:
        self.clock.advance(by)
        self._keep()
        return self.clock.now()

    @asynccontextmanager
    async def kept_at_the_end(self) -> AsyncIterator[None]:
        """A clock that runs faster than real time is ahead by more than was skipped."""
        try:
            yield
        finally:
            self._keep()

    def _keep(self) -> None:
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps({"ahead_seconds": self.clock.offset.total_seconds()}))
        os.replace(draft, self.file)


def kept_offset(file: Path) -> timedelta:
    """How far the clock was ahead of real time; zero without a file, or with one that cannot be read."""
    try:
        return timedelta(seconds=float(json.loads(file.read_text())["ahead_seconds"]))
    except (OSError, ValueError, KeyError, TypeError):
        return timedelta(0)
