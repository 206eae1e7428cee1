"""Long work on files, in a thread: the event loop goes on, and a wish to stop is heard."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

T = TypeVar("T")


async def in_thread(work: Callable[[Event], T]) -> T:
    """Cancelled, it sets the event and waits until ``work`` has seen it: then nobody uses its files any more."""
    stop = Event()
    working = asyncio.get_running_loop().run_in_executor(None, work, stop)
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([working])
        working.exception()  # how it ended is of no interest, but must have been looked at
        raise
