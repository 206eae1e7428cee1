"""A file that one process at a time holds; a dead one holds none."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from application.errors import DatabaseUnavailable


class FileTaken(Exception):
    """``holder`` is the number of the process that has it, as far as is known."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"process {holder} has it")
        self.holder = holder


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Until the block ends. Raises ``FileTaken``, and ``DatabaseUnavailable`` when the folder cannot be written."""
    with _opened(path) as file:
        _lock(file)
        yield


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseUnavailable(f"{path} cannot be written: {error.strerror}") from error
    try:
        yield file
    finally:
        os.close(file)


def _lock(file: int) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FileTaken(os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown") from error
    os.ftruncate(file, 0)
    os.pwrite(file, str(os.getpid()).encode("ascii"), 0)
