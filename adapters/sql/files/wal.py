"""What was deleted leaves the files too: SQLite keeps old pages in its write-ahead file until they are folded in.

Pages themselves are overwritten (``secure_delete``). PostgreSQL keeps old rows until its VACUUM, and its own log: there
that is the server's matter, and this does nothing.
"""

import asyncio
import sqlite3
from contextlib import closing

from sqlalchemy import URL

BUSY_TIMEOUT_S = 20.0


async def empty_write_ahead(url: URL) -> bool:
    """False when somebody has read or written all the time: then it goes with a later checkpoint."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    return await asyncio.to_thread(_is_emptied, url.database)


def _is_emptied(file: str) -> bool:
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
        try:
            was_held_up, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        return not was_held_up
