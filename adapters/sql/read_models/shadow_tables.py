"""Shadow tables on SQL: the columns, keys and indexes of a read model, under names of their own.

The one of ``lead_list`` is ``lead_list__shadow``. Names of keys and indexes are unique in a schema, and a swap keeps
them: so they end in a random number, and a migration that changes a read model must not rely on them (see
``migrations/read_models.py``).
"""

from collections.abc import Sequence
from functools import cache
from secrets import token_hex

from sqlalchemy import Connection, Constraint, Index, MetaData, Table, text
from sqlalchemy.sql.elements import conv

WITHOUT_VACUUM = {"autovacuum_enabled": False}
"""On PostgreSQL: else its autovacuum of the fresh rows would hold up the swap for a second."""


def shadow_name(table: str) -> str:
    return f"{table}__shadow"


@cache
def shadow_of(table: Table) -> Table:
    return table.to_metadata(MetaData(), name=shadow_name(table.name))


def create(connection: Connection, shadow: Table) -> None:
    fresh, number = shadow.to_metadata(MetaData()), token_hex(4)
    named: Sequence[Index | Constraint] = [*fresh.indexes, *fresh.constraints]
    for constraint in named:
        constraint.name = conv(f"{constraint.name}__{number}")
    fresh.dialect_options["postgresql"]["with"] = WITHOUT_VACUUM
    fresh.create(connection)


def analyze(connection: Connection, table: Table) -> None:
    connection.execute(text(f"ANALYZE {table.name}"))


def swap(connection: Connection, table: Table) -> None:
    """Drop the table and give its name to the shadow table, in the caller's transaction."""
    table.drop(connection)
    connection.execute(text(f"ALTER TABLE {shadow_name(table.name)} RENAME TO {table.name}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {table.name} RESET (autovacuum_enabled)"))
