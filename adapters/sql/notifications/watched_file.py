"""Commits of other processes to a SQLite file, which only counts them.

A connection's ``data_version`` changes when another one commits or checkpoints; the one connection that writes sees
changes of other processes only.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection

from application.ports.work import ANY_WORK, Work

LOOK_EVERY_S = 1.0


async def watch_file(version_of: Callable[[], Awaitable[object]], notify: Callable[[Collection[Work]], None]) -> None:
    """Never return. Raise ``DatabaseUnavailable``."""
    seen = await version_of()
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        version = await version_of()
        if version != seen:
            notify(ANY_WORK)
        seen = version
