"""Facts of other processes, which announce nothing: they are looked for until they are so."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(fact: Callable[[], Awaitable[T]], *, within_s: float, every_s: float = 0.02) -> T:
    """Return the first answer that is true. Raise ``TimeoutError``."""
    async with asyncio.timeout(within_s):
        while not (found := await fact()):  # noqa: ASYNC110 - the fact is another process's
            await asyncio.sleep(every_s)
        return found
