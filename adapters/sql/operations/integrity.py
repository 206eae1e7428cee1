"""Whether a database is intact, by its own checks."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from adapters.sql.database import SqlDatabase
from adapters.sql.errors import translated
from adapters.sql.migrations.runner import is_missing_file

MOST = 20
"""So many problems are named."""

INVALID_INDEXES = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready) LIMIT :most"
UNCHECKED = "SELECT conrelid::regclass || ': ' || conname FROM pg_constraint WHERE NOT convalidated LIMIT :most"
BAD_PAGES = "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"


async def integrity_of(database: SqlDatabase) -> Sequence[str] | None:
    """Its problems; None without a SQLite file, which is not created. Raise ``DatabaseUnavailable``."""
    if is_missing_file(database.url):
        return None
    with translated(database.url):
        async with database.engine.connect() as connection:
            return await connection.run_sync(problems_of)


def problems_of(connection: Connection) -> Sequence[str]:
    return _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection)


def _of_sqlite(connection: Connection) -> Sequence[str]:
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()[:MOST]
    return [
        *(problem for problem in found if problem != "ok"),
        *(f"row {orphan[1]} of {orphan[0]} refers to a row of {orphan[2]} that is not there" for orphan in orphans),
    ]


def _of_postgresql(connection: Connection) -> Sequence[str]:
    """Without extensions, and without reading all pages."""
    indexes = connection.execute(text(INVALID_INDEXES), {"most": MOST}).scalars()
    constraints = connection.execute(text(UNCHECKED), {"most": MOST}).scalars()
    bad_pages = connection.execute(text(BAD_PAGES)).scalar() or 0
    return [
        *(f"index {name} is not valid: REINDEX it" for name in indexes),
        *(f"constraint {name} was never checked" for name in constraints),
        *([f"the server has met {bad_pages} pages with a wrong checksum"] if bad_pages else []),
    ]
