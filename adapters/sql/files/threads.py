"""Interruptible threads for long work on files: the event loop goes on."""

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

T = TypeVar("T")


async def in_thread(work: Callable[[Event], T]) -> T:
    """Cancelled, it sets the event and waits until ``work`` has returned: then its files are not in use any more."""
    stop = Event()
    working = asyncio.get_running_loop().run_in_executor(None, work, stop)
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([working])
        working.exception()  # else asyncio complains about an exception that was never retrieved
        raise
