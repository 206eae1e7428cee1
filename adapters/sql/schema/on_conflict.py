"""An insert that does nothing when the row exists: the one statement for which the dialects differ."""

from sqlalchemy import Dialect, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import Insert


def insert_ignoring_conflicts(table: Table, dialect: Dialect) -> Insert:
    if dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - commands on SQLite start sooner without it

    return postgresql.insert(table).on_conflict_do_nothing()
