"""Where the log ends, on SQL. Whoever appends locks it, so that positions become visible in the order of the chain."""

from sqlalchemy import Connection, insert, select, update

from adapters.sql.columns import as_bytes
from adapters.sql.tables import log_head
from application.log_chain import Head


def head(connection: Connection) -> Head | None:
    """None when somebody has removed it."""
    row = connection.execute(select(log_head.c.position, log_head.c.digest)).first()
    return None if row is None else Head(row.position, as_bytes(row.digest))


def locked_head(connection: Connection) -> Head:
    """To be moved by the caller. Until their transaction ends nobody else appends; SQLite has one writer anyway."""
    query = select(log_head.c.position, log_head.c.digest).with_for_update()
    row = connection.execute(query).one()
    return Head(row.position, as_bytes(row.digest))


def move_head(connection: Connection, to: Head) -> None:
    connection.execute(update(log_head).values(position=to.position, digest=to.digest))


def begin_log(connection: Connection, at: Head) -> None:
    """Once for each database, by the migration that brought the chain."""
    connection.execute(insert(log_head).values(id=1, position=at.position, digest=at.digest))
