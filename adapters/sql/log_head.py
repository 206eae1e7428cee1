"""Where the log ends, on SQL. Whoever appends locks it, so that positions become visible in the order of the chain."""

from sqlalchemy import Connection, func, insert, select, update

from adapters.sql.schema.columns import as_bytes
from adapters.sql.schema.tables import log_head, stored_events
from application.errors import LogBroken
from application.ports.chain import Head


def head(connection: Connection) -> Head | None:
    """None when somebody has removed it."""
    row = connection.execute(select(log_head.c.position, log_head.c.digest)).first()
    return None if row is None else Head(row.position, as_bytes(row.digest))


def locked_head(connection: Connection) -> tuple[Head, int]:
    """To be moved by the caller, and the last position that is taken. Until their transaction ends nobody else appends;
    SQLite has one writer anyway.

    Somebody may have slipped an event in behind the head: then the log goes on after it, and a walk along the chain
    finds it. Raises ``LogBroken`` when there is no head any more.
    """
    taken = select(func.max(stored_events.c.id)).scalar_subquery()
    query = select(log_head.c.position, log_head.c.digest, taken.label("taken")).with_for_update(of=log_head)
    row = connection.execute(query).first()
    if row is None:
        raise LogBroken
    return Head(row.position, as_bytes(row.digest)), max(row.position, row.taken or 0)


def move_head(connection: Connection, to: Head) -> None:
    connection.execute(update(log_head).values(position=to.position, digest=to.digest))


def begin_log(connection: Connection, at: Head) -> None:
    """Once for each database, by the migration that brought the chain."""
    connection.execute(insert(log_head).values(id=1, position=at.position, digest=at.digest))
