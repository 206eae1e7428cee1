"""WAL checkpoints, so that deleted data leaves the files: SQLite keeps old pages in its WAL until a checkpoint.

Pages are overwritten (``secure_delete``). PostgreSQL keeps old rows until its VACUUM, and its own WAL: that is left to
the server.
"""

from adapters.sql.database import SqlDatabase
from application.errors import DatabaseUnavailable


async def empty_write_ahead(database: SqlDatabase) -> bool:
    """False when other connections were reading or writing all the time: a later checkpoint empties it."""
    if not database.is_sqlite:
        return True
    try:
        answer = await database.ask_writer("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseUnavailable:
        return False
    return not answer or not answer[0][0]  # the first column says whether the checkpoint was blocked
