"""The address of a database, read as people have it."""

import re
from collections.abc import Callable, Mapping

from sqlalchemy import URL

from adapters.sql.engine.postgres_address import postgres_url
from adapters.sql.engine.refused_address import refused
from adapters.sql.engine.sqlite_address import sqlite_url

SQLITE = ("sqlite", "sqlite3", "sqlite+aiosqlite", "sqlite+pysqlite")
POSTGRESQL = ("postgres", "postgresql", "pgsql")
POSTGRESQL_DRIVERS = ("psycopg", "psycopg_async", "psycopg2", "psycopg3", "asyncpg", "pg8000")

READERS: Mapping[str, Callable[[str], URL]] = {
    **dict.fromkeys(SQLITE, sqlite_url),
    **dict.fromkeys(POSTGRESQL, postgres_url),
    **{f"{scheme}+{driver}": postgres_url for scheme in POSTGRESQL for driver in POSTGRESQL_DRIVERS},
}
"""Which driver an address names does not matter: there is one for each kind."""

OTHERS = {"mysql", "mariadb", "mssql", "oracle", "mongodb", "redis", "cockroachdb", "duckdb", "libsql"}
FILE = re.compile(r"(?!\w+:)[^\x00\n]*\.(db|sqlite|sqlite3)")
EXAMPLES = "sqlite:///leadbell.db or postgresql://user:password@host/leadbell"


def database_url(text: str) -> URL:
    """Return a URL for the one driver of its kind: a SQLite file by its real path, or a database of PostgreSQL.

    Raise ``DatabaseUnavailable`` for any other text, with a line that says why and shows nothing of a password.
    """
    text = text.strip()
    if any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in text):
        raise refused("there are signs in it that no address has: a line break, a tab or bytes that are not UTF-8")
    scheme, separator, rest = text.partition("://")
    if separator and (read := READERS.get(scheme.lower())):
        return read(rest)
    if FILE.fullmatch(text):
        return sqlite_url(f"/{text}")
    if separator and scheme.lower().partition("+")[0] in OTHERS:
        raise refused(f"{scheme.lower()} is not supported; write {EXAMPLES}")
    raise refused(f"write {EXAMPLES}")
