"""News of the room: for the open pages, and for the file that keeps it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

ALL = 0


@dataclass(frozen=True, slots=True)
class Change:
    """``kind`` and ``body`` are an event of the page; ``person_id`` is the person who may see it, or ``ALL``."""

    person_id: int
    kind: str
    body: dict[str, object]


class Changes:
    """``version`` grows with every change of the kept state."""

    def __init__(self) -> None:
        self.version = 0
        self._watchers: set[asyncio.Queue[Change | None]] = set()

    def tell(self, person_id: int, kind: str, **body: object) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(Change(person_id, kind, body))

    def touch(self) -> None:
        """Have the room written before the next answer."""
        self.version += 1

    @contextmanager
    def watched(self) -> Iterator[asyncio.Queue[Change | None]]:
        """Return a queue of the changes from now on; None is the last, when the room closes."""
        watcher: asyncio.Queue[Change | None] = asyncio.Queue()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def close(self) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(None)
