"""Alembic runs this for every migration: on the connection it is given, in that connection's transaction."""

from alembic import context
from sqlalchemy import Connection

from adapters.sql.schema.metadata import metadata

connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
