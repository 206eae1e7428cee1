"""Whether a file is a backup that this program can restore, found out without changing it."""

import sqlite3
from datetime import datetime
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, exc, func, select

from adapters.sql.files.database_file import read_only
from adapters.sql.migrations.runner import Schema, SchemaState, schema_on
from adapters.sql.operations.integrity import problems_of
from adapters.sql.schema.delivery_tables import operator_actions
from adapters.sql.schema.tables import stored_events
from application.errors import DatabaseTooNew
from application.ports.copies import TAKEN_BY, Backup, BackupRefused


def examined(file: Path, place: Path, stop: Event) -> Backup:
    """Raise ``BackupRefused``, ``DatabaseTooNew``."""
    _refuse_in_use(file, place)
    refuse_damaged(file, stop)
    with read_only(file, stop) as connection:
        schema = schema_on(connection)
        _refuse_unknown(file, schema)
        position = connection.execute(select(func.max(stored_events.c.id))).scalar() or 0
        return Backup(file, schema.revision or "", position, _taken_at(connection))


def refuse_damaged(file: Path, stop: Event) -> None:
    """Raise ``BackupRefused``."""
    try:
        with read_only(file, stop) as connection:
            problems = problems_of(connection)
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise BackupRefused(f"{file} cannot be read: {getattr(error, 'orig', error)}") from error
    if problems:
        raise BackupRefused(f"{file} is damaged: {problems[0]}")


def _refuse_in_use(file: Path, place: Path) -> None:
    if not file.is_file():
        raise BackupRefused(f"there is no file {file}")
    if place.exists() and file.samefile(place):
        raise BackupRefused(f"{file} is the database itself")
    wal = Path(f"{file}-wal")
    if wal.exists() and wal.stat().st_size:
        raise BackupRefused(f"{file} has {wal.name} beside it: it is in use, or only half of a copy. Use `db backup`")


def _refuse_unknown(file: Path, schema: Schema) -> None:
    if schema.state is SchemaState.EMPTY:
        raise BackupRefused(f"{file} is no database of Leadbell")
    if schema.state is SchemaState.NEWER:
        raise DatabaseTooNew(f"{file} is of a newer Leadbell (revision {schema.revision}): install that version")


def _taken_at(connection: Connection) -> datetime | None:
    """None when there is a later action: a database that was restored long ago still has that line in its trail."""
    newest = connection.execute(select(operator_actions).order_by(operator_actions.c.id.desc()).limit(1)).first()
    return newest.at if newest is not None and newest.command == TAKEN_BY else None
