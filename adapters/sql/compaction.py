"""What was deleted leaves the file too: SQLite keeps old pages in its write-ahead file until they are folded in."""

import asyncio
import sqlite3
from contextlib import closing

from sqlalchemy import URL

BUSY_TIMEOUT_S = 20.0


async def compact(url: URL) -> bool:
    """Empties the write-ahead file and rewrites the database without gaps; others wait meanwhile. False when somebody
    else has held it all the time. On PostgreSQL that is the server's matter (VACUUM), and this does nothing."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    return await asyncio.to_thread(_compact, url.database)


def _compact(file: str) -> bool:
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT_S, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            [is_busy, _, _] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            return False
        return not is_busy
