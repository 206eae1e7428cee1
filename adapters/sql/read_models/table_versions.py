"""Tables of versions: the columns, keys and indexes of a read model under names of their own.

Version 3 of ``lead_list`` is ``lead_list__3``, and its keys and indexes end in the same way, since their names are
unique in a schema. A swap renames tables only: keys and indexes keep the names that they were made with. So a
migration that changes a read model must not rely on them: it drops all versions (``migrations/read_models.py``) and
makes the table anew, and the next start computes its rows.
"""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Constraint, Index, MetaData, Table, text
from sqlalchemy.sql.elements import conv

UNTENDED = {"autovacuum_enabled": False}
"""On PostgreSQL: else a worker that looks after the fresh rows would be in the way of the swap for a second."""


def name_of_version(table: str, number: int) -> str:
    return f"{table}__{number}"


@cache
def table_of_version(table: Table, number: int) -> Table:
    version = table.to_metadata(MetaData(), name=name_of_version(table.name, number))
    named: Sequence[Index | Constraint] = [*version.indexes, *version.constraints]
    for one in named:
        one.name = conv(name_of_version(str(one.name), number))
    version.dialect_options["postgresql"]["with"] = UNTENDED
    return version


def exchange(connection: Connection, table: Table, *, to: int, kept_as: int) -> None:
    """Renames both, in the caller's transaction."""
    successor = name_of_version(table.name, to)
    _rename(connection, table.name, name_of_version(table.name, kept_as))
    _rename(connection, successor, table.name)
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table.name} RESET (autovacuum_enabled)"))


def _rename(connection: Connection, name: str, to: str) -> None:
    connection.execute(text(f"ALTER TABLE {name} RENAME TO {to}"))
