"""The database file that this process has open: whether its name still leads to it."""

import os
from pathlib import Path

from application.errors import DatabaseGone


class HeldFile:
    """A connection goes on with a file that was deleted or moved; what it commits is gone with the process."""

    def __init__(self, file: Path | None) -> None:
        """None for a server, which keeps its files itself."""
        self._file = file
        self._held: tuple[int, int] | None = None

    def opened(self, *_connection: object) -> None:
        """From the first connection on it is this file."""
        if self._held is None:
            self._held = self._now()

    def require(self) -> None:
        """Raise ``DatabaseGone``."""
        if self._held is not None and self._now() != self._held:
            raise DatabaseGone(
                f"{self._file} was deleted, moved or replaced while this program had it open: nothing is recorded any "
                "more. Put the file back where it was, or restore a backup, and start again"
            )

    def _now(self) -> tuple[int, int] | None:
        if self._file is None:
            return None
        try:
            found = os.stat(self._file)
        except OSError:
            return None
        return found.st_dev, found.st_ino
