"""What a bad disk does to a SQLite file, without one."""

import sqlite3
from contextlib import closing
from pathlib import Path


def damage(file: Path) -> None:
    """An index misses a row of its table, which only an integrity check notices."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE odd (x)")
        connection.execute("CREATE INDEX odder ON odd (x)")
        _describe_index(connection, "CREATE INDEX odder ON odd (x) WHERE x > 1")
        connection.execute("INSERT INTO odd VALUES (1)")
        _describe_index(connection, "CREATE INDEX odder ON odd (x)")


def orphan(file: Path) -> None:
    """A row refers to one that is not there."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE children (parent REFERENCES parents)")
        connection.execute("INSERT INTO children VALUES (7)")


def _describe_index(connection: sqlite3.Connection, words: str) -> None:
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'odder'", (words,))
    connection.execute("PRAGMA writable_schema=RESET")
