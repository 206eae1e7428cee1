"""Backups of a SQLite file, taken while others write, and restored. Implements the ``Copies`` port."""

import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from uuid import UUID

from sqlalchemy.exc import DatabaseError

from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.files.database_file import (
    BESIDE,
    address,
    copy_online,
    file_errors,
    make_empty,
    make_single,
    remove,
    sync,
)
from adapters.sql.files.threads import in_thread
from adapters.sql.migrations.runner import require_ready, upgrade
from adapters.sql.operations.backup_examination import examined, refuse_damaged
from application.errors import ApplicationError, DatabaseInUse
from application.ports.copies import Backup, BackupRefused

READERS_MAY_TAKE_S = 1.0
MAGIC = b"SQLite format 3\0"

Opening = Callable[[str], AbstractAsyncContextManager[SqlDatabase]]


class SqliteCopies:
    """``opening`` opens a copy as the database itself is opened."""

    def __init__(self, place: Path, opening: Opening = open_database) -> None:
        self._place = place
        self._opening = opening

    @asynccontextmanager
    async def keep(self, file: Path) -> AsyncIterator[SqlDatabase]:
        with file_errors(file):
            unfinished = _unfinished(file)
            try:
                await in_thread(partial(copy_online, self._place, unfinished))
                async with self._opening(address(unfinished)) as copy:
                    yield copy
                await in_thread(partial(_finish, unfinished))
                _name(unfinished, file)
            finally:
                remove(unfinished)

    async def examine(self, file: Path) -> Backup:
        return await in_thread(partial(examined, file, self._place))

    def former(self, at: datetime) -> Path | None:
        if not any(Path(f"{self._place}{end}").exists() for end in ("", *BESIDE)):
            return None
        return self._place.with_name(f"{self._place.name}.until-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}")

    async def erased_leads(self) -> Sequence[UUID] | None:
        """By a connection that is closed again: the file is about to be replaced."""
        if not self._place.exists() or not _begins_like_a_database(self._place):
            return None
        try:
            async with self._opening(address(self._place)) as database:
                await require_ready(database)
                async with database.read() as tx:
                    return await tx.chain.erased_leads()
        except (ApplicationError, DatabaseError):
            return None

    @asynccontextmanager
    async def put_back(self, file: Path, former: Path | None) -> AsyncIterator[SqlDatabase]:
        staged = Path(f"{self._place}.restoring")
        with file_errors(self._place):
            remove(staged)  # of a process that was killed: this one has the lock
            try:
                make_empty(staged)
                await in_thread(partial(copy_online, file, staged, how="mode=ro&immutable=1"))
                async with self._opening(address(staged)) as copy:
                    await upgrade(copy)
                    yield copy
                await in_thread(partial(_finish, staged))
                if former is not None:
                    _set_aside(self._place, former)
                os.replace(staged, self._place)
                sync(self._place.parent)
            finally:
                remove(staged)


def _unfinished(file: Path) -> Path:
    """Beside ``file``, so that it can be renamed; only its owner may read it."""
    if not file.parent.is_dir():
        raise BackupRefused(f"there is no folder {file.parent}; make it first")
    if os.path.lexists(file):
        raise _already_there(file)
    opened, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".unfinished", dir=file.parent)
    os.close(opened)
    return Path(name)


def _finish(copy: Path, stop: Event) -> None:
    make_single(copy)
    refuse_damaged(copy, stop)
    sync(copy)


def _name(copy: Path, file: Path) -> None:
    """The name is taken first: a file that appeared there meanwhile is not replaced."""
    try:
        make_empty(file)
    except FileExistsError as error:
        raise _already_there(file) from error
    os.replace(copy, file)
    sync(file.parent)


def _already_there(file: Path) -> BackupRefused:
    return BackupRefused(f"{file} is there already, and is not replaced: name another file")


def _set_aside(place: Path, former: Path) -> None:
    """By a second name, so that there is a database at ``place`` at every moment: else another program would create an
    empty one."""
    if place.exists():
        _write_back(place)
        os.link(place, former)
    for end in BESIDE:  # of a damaged or missing database; SQLite would use them for the new one
        beside = Path(f"{place}{end}")
        if beside.exists():
            beside.rename(f"{former}{end}")


def _write_back(place: Path) -> None:
    """Checkpoint the WAL into the file. Raise ``DatabaseInUse`` when another process is reading.

    A damaged database is kept as it is, with the files beside it.
    """
    if not _begins_like_a_database(place):
        return  # SQLite would delete the WAL of an empty file, from which data may be saved
    try:
        with closing(sqlite3.connect(place, timeout=READERS_MAY_TAKE_S, isolation_level=None)) as connection:
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        return
    if busy:
        raise DatabaseInUse(f"another process is reading {place}: end it first")


def _begins_like_a_database(place: Path) -> bool:
    with place.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
