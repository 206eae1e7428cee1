"""A SQLite database as a file: created, copied, read, synced."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy import URL, Connection, NullPool, create_engine

from application.errors import DatabaseUnavailable

PAGES_AT_ONCE = 1000
STEPS_BETWEEN_LOOKS = 100_000
"""Of SQLite's virtual machine, between two looks at the event."""
BESIDE = ("-wal", "-shm", "-journal")


class Stopped(Exception):
    """The caller no longer waits for the copy."""


def address(file: Path) -> str:
    return URL.create("sqlite+aiosqlite", database=str(file)).render_as_string()


def copy_online(source: Path, target: Path, stop: Event, *, how: str = "mode=rw") -> None:
    """Copy ``source`` with its WAL, as of one moment, into the empty file ``target``, while others write. Raise
    ``Stopped``, ``sqlite3.Error``."""

    def look(_status: int, _remaining: int, _total: int) -> None:
        if stop.is_set():
            raise Stopped

    with closing(_connected(source, how)) as reading, closing(_connected(target, "mode=rw")) as writing:
        # One snapshot: else each commit of another process would make the copy start again.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=PAGES_AT_ONCE, progress=look)


@contextmanager
def read_only(file: Path, stop: Event) -> Iterator[Connection]:
    """Read-only: nothing is written, to the file or beside it."""

    def connect() -> sqlite3.Connection:
        connection = _connected(file, "mode=ro&immutable=1")
        connection.set_progress_handler(stop.is_set, STEPS_BETWEEN_LOOKS)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def make_single(file: Path) -> None:
    """Leave no WAL: the file can be read from a read-only disk."""
    with closing(_connected(file, "mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def make_empty(file: Path) -> None:
    """Only its owner may read it. Raise ``FileExistsError``, ``OSError``."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def remove(file: Path) -> None:
    for end in ("", *BESIDE):
        Path(f"{file}{end}").unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Write a file's contents, or a folder's names, to the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def file_errors(file: Path) -> Iterator[None]:
    """Raise ``DatabaseUnavailable`` for errors of the driver and the system."""
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"{file}: {error}") from error
    except OSError as error:
        raise DatabaseUnavailable(f"{error.filename or file}: {error.strerror}") from error


def _connected(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
