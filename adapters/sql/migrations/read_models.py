"""For migrations that change a read model."""

from alembic import op
from sqlalchemy import inspect, text


def drop_all_versions(name: str) -> None:
    """The table in use too. To be made anew by the migration; the next start computes its rows from the log."""
    connection = op.get_bind()
    for table in inspect(connection).get_table_names():
        if table == name or table.startswith(f"{name}__"):
            op.drop_table(table)
    connection.execute(text("DELETE FROM projection_versions WHERE projection = :name"), {"name": name})
    connection.execute(text("DELETE FROM projection_positions WHERE projection = :name"), {"name": name})
