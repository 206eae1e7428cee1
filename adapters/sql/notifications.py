"""Hearing of what other processes have committed.

PostgreSQL tells who listens (NOTIFY, sent with the commit). SQLite tells nobody, but counts: ``data_version`` changes
for a connection when another one has committed, or folded its write-ahead file in; asked on the one connection that
does so here, it speaks of other processes only. Both only wake; what there is to do is always read from the tables.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from application.errors import DatabaseUnavailable
from application.ports.work import ANY_WORK, Work

log = logging.getLogger(__name__)

CHANNEL = "leadbell"
LOOK_EVERY_S = 1.0
"""How often SQLite is asked."""
GATHER_S = 0.1
"""So long news are gathered: a busy neighbour must not keep us looking all the time."""
RECONNECT_AFTER_S = 5.0

KEEPALIVE = {"keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"}
"""Else a connection that a firewall has forgotten would be listened to for ever."""
KNOWN = frozenset(Work)
"""Another version of this program may speak of more."""

Ring = Callable[[Collection[Work]], None]
FileVersion = Callable[[], Awaitable[object]]


def notice(ourselves: str, work: Collection[Work]) -> str:
    """What is sent: who says so, and what there may be to do."""
    return " ".join([ourselves, *sorted(work)])


async def listen(engine: AsyncEngine, ourselves: str, ring: Ring, file_version: FileVersion) -> None:
    """Rings whenever somebody else has committed; never returns and never raises. Being deaf for a while costs
    time only: each loop looks at its due times, and at the poll interval."""
    is_sqlite = engine.dialect.name == "sqlite"
    while True:
        try:
            await (_watch_file(file_version, ring) if is_sqlite else _listen(engine, ourselves, ring))
        except (SQLAlchemyError, DatabaseUnavailable, psycopg.Error, OSError) as error:
            log.warning("other programs cannot be heard for a while", extra={"problem": type(error).__name__})
        await asyncio.sleep(RECONNECT_AFTER_S)


async def _watch_file(file_version: FileVersion, ring: Ring) -> None:
    seen = await file_version()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        version = await file_version()
        if version != seen:
            ring(ANY_WORK)
        seen = version


async def _listen(engine: AsyncEngine, ourselves: str, ring: Ring) -> None:
    async with await psycopg.AsyncConnection.connect(_conninfo(engine.url), autocommit=True) as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        ring(ANY_WORK)  # for what was said while nobody listened
        gathered: set[Work] = set()
        clock = asyncio.get_running_loop().time
        rung_at = clock()
        while True:
            wait = None if not gathered else max(0.0, rung_at + GATHER_S - clock())
            async for heard in connection.notifies(timeout=wait, stop_after=1):
                who, *work = [*heard.payload.split(), ""]
                gathered |= {Work(one) for one in work if one in KNOWN} if who != ourselves else set()
            if gathered and clock() - rung_at >= GATHER_S:
                ring(gathered)
                gathered, rung_at = set(), clock()


def _conninfo(url: URL) -> str:
    quiet = url.set(drivername="postgresql").update_query_dict(KEEPALIVE)
    return quiet.render_as_string(hide_password=False)
