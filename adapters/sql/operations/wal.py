"""What was deleted leaves the files too: SQLite keeps old pages in its write-ahead file until they are folded in.

Pages themselves are overwritten (``secure_delete``). PostgreSQL keeps old rows until its VACUUM, and its own log: there
that is the server's matter, and this does nothing.
"""

from adapters.sql.database import SqlDatabase
from application.errors import DatabaseUnavailable


async def empty_write_ahead(database: SqlDatabase) -> bool:
    """False when somebody has read or written all the time: then it goes with a later checkpoint."""
    if not database.is_sqlite:
        return True
    try:
        answer = await database.ask_writer("PRAGMA wal_checkpoint(TRUNCATE)")
    except DatabaseUnavailable:
        return False
    return not answer or not answer[0][0]  # a checkpoint says first whether it was held up
