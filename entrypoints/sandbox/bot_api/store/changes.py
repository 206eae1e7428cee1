"""News of the room for whoever watches it: the chat page, and the file that keeps the room."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """Something that one person can see; ``kind`` and ``body`` are what the page is told."""

    person_id: int
    kind: str
    body: dict[str, object]


class Changes:
    """``version`` grows with everything that must be kept; ``when_touched`` is then called."""

    def __init__(self) -> None:
        self.version = 0
        self.when_touched: Callable[[], object] | None = None
        self._watchers: set[asyncio.Queue[Change | None]] = set()

    def tell(self, person_id: int, kind: str, **body: object) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(Change(person_id, kind, body))

    def touch(self) -> None:
        """Note that something changed that must be kept."""
        self.version += 1
        if self.when_touched is not None:
            self.when_touched()

    @contextmanager
    def watched(self) -> Iterator[asyncio.Queue[Change | None]]:
        """A queue of the changes from now on; None is the last, when the room closes."""
        watcher: asyncio.Queue[Change | None] = asyncio.Queue()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)

    def close(self) -> None:
        for watcher in self._watchers:
            watcher.put_nowait(None)
