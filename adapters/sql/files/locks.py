"""Lock files: one process at a time has the lock, a dead process none."""

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL

from application.errors import DatabaseInUse, DatabaseUnavailable

log = logging.getLogger(__name__)


class FileTaken(Exception):
    """``holder`` is the id of the process that has the lock, as far as is known."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"process {holder} has the lock")
        self.holder = holder


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Lock until the block ends. Raise ``FileTaken``, and ``DatabaseUnavailable`` when the folder cannot be written."""
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
    with suppress(OSError):  # a full disk: the lock holds without the number
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode("ascii"), 0)


@contextmanager
def writer_lock(url: URL, *, create_lock_file: bool = True) -> Iterator[None]:
    """Lock a SQLite database for one writing process until the block ends; on PostgreSQL do nothing.

    ``create_lock_file`` False leaves no file behind: without one no Leadbell has ever run on the database.

    Raise ``DatabaseInUse`` when another process has the lock, ``DatabaseUnavailable`` for a read-only folder.
    """
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        yield
        return
    path = Path(f"{url.database}.lock")
    if not create_lock_file and not path.exists():
        yield
        return
    try:
        with locked_file(path):
            _say_other_names(Path(url.database))
            yield
    except FileTaken as taken:
        raise DatabaseInUse(
            f"another Leadbell (process {taken.holder}) is already running on {url.database}: stop it first, "
            "or use PostgreSQL, on which any number may run"
        ) from taken


def _say_other_names(database: Path) -> None:
    """A hard link is the same file in another place, with another lock beside it."""
    if database.exists() and (names := database.stat().st_nlink) > 1:
        log.warning(
            "the database file has other names, by hard links: a program that has it by one is not noticed",
            extra={"problem": f"{database} has {names} names"},
        )
