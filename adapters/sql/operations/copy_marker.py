"""The copy marker: SQLite's inode and a high-water mark beside the file, PostgreSQL's cluster and timeline.

A cluster that is restored as a whole, disk and all, cannot be told from the original: there the operator must know
(`leadbell outbox fence`).
"""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.sql.database import SqlDatabase
from adapters.sql.errors import translated, without_password
from application.errors import DatabaseUnavailable

WIDTH = 20
"""Digits: the high-water mark is overwritten in place."""

WHO_AM_I = """
    SELECT oid::text AS database, system_identifier::text AS cluster, timeline_id::text AS timeline,
           'installation'::regclass::oid::text AS tables
    FROM pg_database, pg_control_system(), pg_control_checkpoint()
    WHERE datname = current_database()
"""

WHERE_AM_I = """
    SELECT oid::text AS database, 'installation'::regclass::oid::text AS tables
    FROM pg_database WHERE datname = current_database()
"""


class SqlCopyMarker:
    """Implements the ``CopyMarker`` port. PostgreSQL has no mark: other machines could not see it."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._file = Path(f"{database.url.database}.witness")

    @property
    def keeps_count(self) -> bool:
        return self._database.is_sqlite

    @property
    def database(self) -> str:
        return without_password(self._database.url)

    async def place(self) -> str:
        if self._database.is_sqlite:
            return f"file:{os.stat(self._database.url.database or '').st_ino}"
        return await self._postgres_place()

    def remembered(self) -> int | None:
        if not self._database.is_sqlite:
            return None
        try:
            return int(self._file.read_text("ascii"))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DatabaseUnavailable(f"{self._file} cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise DatabaseUnavailable(f"{self._file} holds no number: remove it, then see what `run` says") from error

    def persist_high_water_mark(self, high_water_mark: int) -> None:
        if self._database.is_sqlite and high_water_mark > (self.remembered() or 0):
            self.reset_high_water_mark(high_water_mark)

    def reset_high_water_mark(self, high_water_mark: int) -> None:
        """In place: a truncated file could not be read. A new one is not left half written by a full disk."""
        if not self._database.is_sqlite:
            return
        is_new = not self._file.exists()
        try:
            with open(os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600), "wb", buffering=0) as file:
                file.write(f"{high_water_mark:0{WIDTH}}".encode("ascii"))
        except OSError as error:
            if is_new:
                self._file.unlink(missing_ok=True)
            raise DatabaseUnavailable(f"{self._file} cannot be written: {error.strerror}") from error

    async def _postgres_place(self) -> str:
        with translated(self._database.url):
            async with self._database.engine.connect() as connection:
                try:
                    row = (await connection.execute(text(WHO_AM_I))).one()
                except DBAPIError:  # a provider that does not grant these functions: the database's number remains
                    await connection.rollback()
                    row = (await connection.execute(text(WHERE_AM_I))).one()
                    return f"database:{row.database}/{row.tables}"
        return f"cluster:{row.cluster}/{row.timeline}/{row.database}/{row.tables}"
