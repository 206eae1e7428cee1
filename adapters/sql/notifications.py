"""Notifications of what other processes have committed.

PostgreSQL sends them to listeners (NOTIFY, with the commit). SQLite only counts: a connection's ``data_version``
changes when another one commits or checkpoints; the one connection that writes sees changes of other processes only.
Both only wake: the work is always read from the tables.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

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
"""At most one wakeup in this time: a busy program must not keep the others reading."""
RECONNECT_AFTER_S = 5.0

KEEPALIVE = {"keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10", "keepalives_count": "3"}
"""Else a connection that a firewall has forgotten would be listened to for ever."""
KNOWN = frozenset(Work)
"""Another version of this program may name more."""

Notify = Callable[[Collection[Work]], None]
FileVersion = Callable[[], Awaitable[object]]


def notice(sender: str, work: Collection[Work]) -> str:
    """Return the payload: the sender's name, and the work there may be."""
    return " ".join([sender, *sorted(work)])


async def listen(engine: AsyncEngine, ourselves: str, notify: Notify, file_version: FileVersion) -> None:
    """Call ``notify`` after commits of other processes; never return and never raise. A missed notification costs time
    only: each loop looks at its due times, and at the poll interval."""
    is_sqlite = engine.dialect.name == "sqlite"
    while True:
        try:
            await (_watch_file(file_version, notify) if is_sqlite else _listen(engine.url, ourselves, notify))
        except (SQLAlchemyError, DatabaseUnavailable, OSError) as error:
            log.warning("other programs cannot be heard for a while", extra={"problem": type(error).__name__})
        await asyncio.sleep(RECONNECT_AFTER_S)


async def _watch_file(file_version: FileVersion, notify: Notify) -> None:
    seen = await file_version()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        version = await file_version()
        if version != seen:
            notify(ANY_WORK)
        seen = version


async def _listen(url: URL, ourselves: str, notify: Notify) -> None:
    import psycopg  # noqa: PLC0415 - commands on SQLite start sooner without it

    try:
        async with await psycopg.AsyncConnection.connect(_conninfo(url), autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            notify(ANY_WORK)  # for commits before LISTEN
            gathered: set[Work] = set()
            clock = asyncio.get_running_loop().time
            notified_at = clock()
            while True:
                wait = None if not gathered else max(0.0, notified_at + GATHER_S - clock())
                async for notification in connection.notifies(timeout=wait, stop_after=1):
                    sender, *work = [*notification.payload.split(), ""]
                    gathered |= {Work(kind) for kind in work if kind in KNOWN} if sender != ourselves else set()
                if gathered and clock() - notified_at >= GATHER_S:
                    notify(gathered)
                    gathered, notified_at = set(), clock()
    except psycopg.Error as error:
        raise DatabaseUnavailable(type(error).__name__) from error


def _conninfo(url: URL) -> str:
    quiet = url.set(drivername="postgresql").update_query_dict(KEEPALIVE)
    return quiet.render_as_string(hide_password=False)
