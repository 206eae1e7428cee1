"""A SQLite database as a file: made, copied, looked at, made whole on the disk."""

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
"""Of SQLite's machine, between two looks whether somebody wants it to stop."""
BESIDE = ("-wal", "-shm", "-journal")


class Stopped(Exception):
    """By who waits for the copy."""


def address(file: Path) -> str:
    return URL.create("sqlite+aiosqlite", database=str(file)).render_as_string()


def copy_online(source: Path, target: Path, stop: Event, *, how: str = "mode=rw") -> None:
    """Into ``target``, which is there and empty: ``source`` as of one moment, with what is in its WAL. Others write
    meanwhile. Raises ``Stopped``, ``sqlite3.Error``."""

    def look(_status: int, _remaining: int, _total: int) -> None:
        if stop.is_set():
            raise Stopped

    with closing(_connected(source, how)) as reading, closing(_connected(target, "mode=rw")) as writing:
        # A snapshot that is held: else each commit of another process would make the copy begin anew.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=PAGES_AT_ONCE, progress=look)


@contextmanager
def looked_at(file: Path, stop: Event) -> Iterator[Connection]:
    """As it is: nothing is written, and nothing appears beside it."""

    def connect() -> sqlite3.Connection:
        connection = _connected(file, "mode=ro&immutable=1")
        connection.set_progress_handler(stop.is_set, STEPS_BETWEEN_LOOKS)
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def make_single(file: Path) -> None:
    """Whoever reads it needs no file beside it, and may have it on a disk that cannot be written."""
    with closing(_connected(file, "mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def make_empty(file: Path) -> None:
    """For nobody else to read. Raises ``FileExistsError``, ``OSError``."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def remove(file: Path) -> None:
    for end in ("", *BESIDE):
        Path(f"{file}{end}").unlink(missing_ok=True)


def sync(path: Path) -> None:
    """A file's contents, or a folder's names, are on the disk when this returns."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def file_errors(file: Path) -> Iterator[None]:
    """Raises ``DatabaseUnavailable`` for what the driver and the system say."""
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseUnavailable(f"{file}: {error}") from error
    except OSError as error:
        raise DatabaseUnavailable(f"{error.filename or file}: {error.strerror}") from error


def _connected(file: Path, how: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
