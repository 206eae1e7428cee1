"""Migrated PostgreSQL databases that are emptied and used again: to create one takes longer than most tests."""

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from psycopg import Connection, sql

from tests.support.postgres_server import connected, create_database, drop_database

LEAVE = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"

SHAPE = """
    WITH ours AS (SELECT oid, relname, relkind, reloptions FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    SELECT array_agg(line ORDER BY line) FROM (
        SELECT concat_ws(' ', relkind, relname, reloptions) FROM ours
        UNION ALL SELECT concat_ws(' ', relname, attnum, attname, format_type(atttypid, atttypmod), attnotnull)
            FROM pg_attribute JOIN ours ON ours.oid = attrelid WHERE attnum > 0 AND relkind = 'r'
        UNION ALL SELECT concat_ws(' ', relname, pg_get_expr(adbin, adrelid))
            FROM pg_attrdef JOIN ours ON ours.oid = adrelid
        UNION ALL SELECT pg_get_indexdef(oid) FROM ours WHERE relkind = 'i'
        UNION ALL SELECT concat_ws(' ', relname, conname, pg_get_constraintdef(pg_constraint.oid))
            FROM pg_constraint JOIN ours ON ours.oid = conrelid WHERE contype <> 'n'
        UNION ALL SELECT concat_ws(' ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
            FROM pg_trigger JOIN ours ON ours.oid = tgrelid
        UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', nspname, nspacl::text) FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'
    ) AS lines (line)
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SWAPPED_INDEXES = r"""
    SELECT indexname, regexp_replace(indexname, '__\d+$', '') FROM pg_indexes
    WHERE schemaname = 'public' AND indexname ~ '__\d+$'
"""
SEQUENCES = """
    SELECT sequencename, coalesce(last_value, start_value), last_value IS NOT NULL
    FROM pg_sequences WHERE schemaname = 'public'
"""


@dataclass(frozen=True, slots=True)
class Contents:
    """As the migrations have left them: the tables, their rows and where the sequences are."""

    tables: list[str]
    shape: list[str]
    rows: dict[str, bytes]
    sequences: list[tuple[str, int, bool]]


class DatabasePool:
    """Hand out databases that are as the migrations left them."""

    def __init__(self, migrate: Callable[[str], None]) -> None:
        self._template = f"leadbell_template_{uuid4().hex}"
        self._create(self._template, "template1")
        migrate(self._template)
        self._contents = self.contents(self._template)
        self._free: list[str] = []

    def take(self) -> str:
        if self._free:
            return self._free.pop()
        name = f"leadbell_test_{uuid4().hex}"
        self._create(name, self._template)
        return name

    def give_back(self, name: str) -> None:
        """Empty it for the next test; drop it when its tables are not those of the migrations any more."""
        with connected(name) as connection:
            connection.execute(LEAVE, [connection.info.backend_pid])
            _undo_swaps(connection, self._contents)
            is_as_migrated = _shape(connection) == self._contents.shape
            if is_as_migrated:
                _restore(connection, self._contents)
        if is_as_migrated:
            self._free.append(name)
        else:
            drop_database(name)

    @staticmethod
    def contents(name: str) -> Contents:
        with connected(name) as connection:
            tables = _tables(connection)
            rows = {table: found for table in tables if (found := _copied(connection, table))}
            return Contents(tables, _shape(connection), rows, [*connection.execute(SEQUENCES)])

    @staticmethod
    def _create(name: str, template: str) -> None:
        create_database(name, template)
        atexit.register(drop_database, name)


def _tables(connection: Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES)]


def _shape(connection: Connection) -> list[str]:
    [(shape,)] = connection.execute(SHAPE)
    return list(shape)


def _copied(connection: Connection, table: str) -> bytes:
    with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
        return b"".join(bytes(block) for block in copy)


def _undo_swaps(connection: Connection, contents: Contents) -> None:
    """The table of a read model that was swapped is the migrations' but for the names of its indexes."""
    for name in set(_tables(connection)) - {*contents.tables}:
        connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
    for name, former in [*connection.execute(SWAPPED_INDEXES)]:
        renaming = sql.SQL("ALTER INDEX {} RENAME TO {}")
        connection.execute(renaming.format(sql.Identifier(name), sql.Identifier(former)))


def _restore(connection: Connection, contents: Contents) -> None:
    with connection.transaction():
        deletes = (sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in contents.tables)
        connection.execute(sql.SQL(";").join(deletes))
        for name, rows in contents.rows.items():
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                copy.write(rows)
        for name, last, is_called in contents.sequences:
            connection.execute("SELECT setval(%s::regclass, %s, %s)", [name, last, is_called])
