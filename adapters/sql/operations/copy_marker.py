"""What is known of a database from outside: SQLite's file and a count beside it, PostgreSQL's cluster and timeline.

A cluster that is put back as a whole, disk and all, cannot be told from the one that it was: there the operator must
know (`leadbell outbox fence`).
"""

import os
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from adapters.sql.database import SqlDatabase
from adapters.sql.errors import shown, translated
from application.errors import DatabaseUnavailable

WIDTH = 20
"""Digits: the count is overwritten in place."""

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
    """Implements the ``CopyMarker`` port. On PostgreSQL nothing is counted: other machines could not see it."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database
        self._is_sqlite = database.url.get_backend_name() == "sqlite"
        self._file = Path(f"{database.url.database}.witness")

    @property
    def keeps_count(self) -> bool:
        return self._is_sqlite

    @property
    def database(self) -> str:
        return shown(self._database.url)

    async def place(self) -> str:
        if self._is_sqlite:
            return f"file:{os.stat(self._database.url.database or '').st_ino}"
        return await self._postgres_place()

    def remembered(self) -> int | None:
        if not self._is_sqlite:
            return None
        try:
            return int(self._file.read_text("ascii"))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise DatabaseUnavailable(f"{self._file} holds no number: remove it, then see what `run` says") from error

    def note(self, high_water_mark: int) -> None:
        if self._is_sqlite and high_water_mark > (self.remembered() or 0):
            self.restart(high_water_mark)

    def restart(self, high_water_mark: int) -> None:
        """In place: a file that is cut off half-way would be one that cannot be read."""
        if not self._is_sqlite:
            return
        try:
            file = os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600)
        except OSError as error:
            raise DatabaseUnavailable(f"{self._file} cannot be written: {error.strerror}") from error
        try:
            os.pwrite(file, f"{high_water_mark:0{WIDTH}}".encode("ascii"), 0)
        except OSError as error:
            raise DatabaseUnavailable(f"{self._file} cannot be written: {error.strerror}") from error
        finally:
            os.close(file)

    async def _postgres_place(self) -> str:
        with translated(self._database.url):
            async with self._database.engine.connect() as connection:
                try:
                    row = (await connection.execute(text(WHO_AM_I))).one()
                except DBAPIError:  # a provider that keeps these functions to itself: the database's number remains
                    await connection.rollback()
                    row = (await connection.execute(text(WHERE_AM_I))).one()
                    return f"database:{row.database}/{row.tables}"
        return f"cluster:{row.cluster}/{row.timeline}/{row.database}/{row.tables}"
