"""Keeps a room on disk while it is in use, so that neither a restart nor a crash loses what was promised."""

import asyncio
from pathlib import Path

from entrypoints.sandbox.bot_api.store.json_file import JsonFile
from entrypoints.sandbox.bot_api.store.snapshot import restore, snapshot
from entrypoints.sandbox.bot_api.store.store import Store


class RoomFile:
    def __init__(self, path: Path, store: Store) -> None:
        self._file = JsonFile(path)
        self._store = store
        self._kept_version = -1
        kept = self._file.read()
        if kept is not None:
            restore(store, kept)

    def keep_from_now_on(self) -> None:
        """Write soon after every change; needs the running event loop."""
        loop = asyncio.get_running_loop()
        self._store.changes.when_touched = lambda: loop.call_soon(self.keep)

    def keep(self) -> None:
        """Write now what has changed since the last time, if anything has."""
        version = self._store.changes.version
        if version != self._kept_version:
            self._file.write(snapshot(self._store))
            self._kept_version = version

    def close(self) -> None:
        self._store.changes.when_touched = None
        self.keep()
