"""Commits of other processes on PostgreSQL: NOTIFY, which the server sends with the commit.

Behind a pooler in transaction mode LISTEN is soon another program's session, and no notification arrives. So a
listener notifies itself; when it does not hear that, it is deaf, and looks at the server's transactions instead.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.sql.notifications.payload import CHANNEL, ECHO, heard
from application.errors import DatabaseUnavailable
from application.ports.work import ANY_WORK, Work

GATHER_S = 0.1
"""At most one wakeup in this time: a busy program must not keep the others reading."""
ECHO_WITHIN_S = 5.0
ECHO_EVERY_S = 60.0
LOOK_EVERY_S = 1.0
LISTEN_AGAIN_AFTER_S = 60.0


@dataclass(frozen=True, slots=True)
class ServerListener:
    """``connect`` opens a connection of psycopg's own, ``hearing`` is told whether notifications arrive."""

    engine: AsyncEngine
    connect: Callable[[], Awaitable[Any]]
    ourselves: str
    notify: Callable[[Collection[Work]], None]
    hearing: Callable[[bool], Awaitable[None]]

    async def listen(self) -> None:
        """Return when it was deaf for a while, so that it listens again. Raise ``DatabaseUnavailable``,
        ``SQLAlchemyError``."""
        import psycopg  # noqa: PLC0415 - commands on SQLite start sooner without it

        try:
            async with await self.connect() as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                self.notify(ANY_WORK)  # for commits before LISTEN
                await self._listen_while_it_hears(connection)
        except psycopg.Error as error:
            raise DatabaseUnavailable(type(error).__name__) from error
        await self.hearing(False)
        await self._look_instead()

    async def _listen_while_it_hears(self, connection: Any) -> None:
        clock = asyncio.get_running_loop().time
        gathered: set[Work] = set()
        notified_at = asked_at = clock()
        hears = await self._ask_for_echo()
        while hears or clock() < asked_at + ECHO_WITHIN_S:
            at = asked_at + (ECHO_EVERY_S if hears else ECHO_WITHIN_S)
            at = min(at, notified_at + GATHER_S) if gathered else at
            async for notification in connection.notifies(timeout=max(0.0, at - clock()), stop_after=1):
                one = heard(notification.payload)
                gathered |= set(one.work) if one.sender != self.ourselves else set()
                if one.is_echo and one.sender == self.ourselves and not hears:
                    hears = True
                    await self.hearing(True)
            if gathered and clock() - notified_at >= GATHER_S:
                self.notify(gathered)
                gathered, notified_at = set(), clock()
            if hears and clock() >= asked_at + ECHO_EVERY_S:
                asked_at = clock()
                hears = await self._ask_for_echo()

    async def _ask_for_echo(self) -> bool:
        """By another connection, as another program would notify. Return False: it was not heard yet."""
        async with self.engine.begin() as connection:
            await connection.execute(select(func.pg_notify(CHANNEL, f"{self.ourselves} {ECHO}")))
        return False

    async def _look_instead(self) -> None:
        """One look reads no table: it shows whether any transaction of the server has begun or ended."""
        clock = asyncio.get_running_loop().time
        until, seen = clock() + LISTEN_AGAIN_AFTER_S, None
        while clock() < until:
            async with self.engine.connect() as connection:
                snapshot = await connection.scalar(select(func.txid_current_snapshot()))
            if snapshot != seen:
                self.notify(ANY_WORK)
            seen = snapshot
            await asyncio.sleep(LOOK_EVERY_S)
