"""For migrations that change a read model."""

from alembic import op
from sqlalchemy import inspect, text

from adapters.sql.read_models.shadow_tables import shadow_name


def drop_read_model(name: str) -> None:
    """And its shadow table, if there is one. The migration creates the table again; the next start computes its rows
    from the log."""
    connection = op.get_bind()
    known = inspect(connection).get_table_names()
    for table in (name, shadow_name(name)):
        if table in known:
            op.drop_table(table)
    for notes in ("shadow_tables", "projection_positions"):
        connection.execute(text(f"DELETE FROM {notes} WHERE projection = :name"), {"name": name})  # noqa: S608
