"""Work in a thread hears that it is to stop, and is waited for."""

import asyncio
from threading import Event

import pytest

from adapters.sql.files.threads import in_thread

PATIENCE_S = 20


async def test_it_gives_what_the_work_gives() -> None:
    assert await in_thread(lambda stop: 7) == 7


async def test_what_the_work_raises_comes_through() -> None:
    def work(stop: Event) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await in_thread(work)


async def test_cancelled_it_returns_when_the_work_has_ended() -> None:
    begun, ended = asyncio.Event(), Event()
    loop = asyncio.get_running_loop()

    def work(stop: Event) -> None:
        loop.call_soon_threadsafe(begun.set)
        assert stop.wait(PATIENCE_S)
        ended.set()
        raise ValueError("not of interest")

    task = asyncio.ensure_future(in_thread(work))
    await begun.wait()
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()
