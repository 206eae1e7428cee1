"""One writing process on a SQLite file: the second is told so at once, instead of both being slow and one starving."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL

from application.errors import DatabaseInUse, DatabaseUnavailable


@contextmanager
def one_writing_process(url: URL) -> Iterator[None]:
    """Holds the lock until the block ends; a dead process holds none. On PostgreSQL it does nothing.

    Raises ``DatabaseInUse`` when another process has it, ``DatabaseUnavailable`` when the folder cannot be written.
    """
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        yield
        return
    path = Path(f"{url.database}.lock")
    with _opened(path) as file:
        _lock(file, path)
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


def _lock(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(file, 20, 0).decode("ascii", "replace").strip() or "unknown"
        raise DatabaseInUse(
            f"another Leadbell (process {holder}) is already running on {path.with_suffix('')}: stop it first, "
            "or use PostgreSQL, on which any number may run"
        ) from error
    os.ftruncate(file, 0)
    os.pwrite(file, str(os.getpid()).encode("ascii"), 0)
