"""A Bot API server in a thread of its own, so that a program can run in the main one, where signals arrive."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler

from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import BotApiServer


@dataclass
class Doorman:
    """Counts the calls; does ``then`` at the first of ``ends_at``: asks this process to stop."""

    ends_at: str = ""
    then: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGTERM)
    calls: list[str] = field(default_factory=list)
    url: str = ""

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        self.calls.append(request.path.rpartition("/")[2])
        if self.calls[-1] == self.ends_at:
            self.ends_at = ""
            self.then()
        return await handler(request)


@contextmanager
def a_bot_api_server(doorman: Doorman) -> Iterator[Doorman]:
    """It listens at ``doorman.url`` until the block ends."""
    loop, listening, closed = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def listen() -> None:
        async with BotApiServer(SANDBOX_TOKEN, lambda: datetime.now(UTC), middlewares=[doorman.middleware]) as server:
            doorman.url = server.url
            listening.set()
            await closed.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(listen()))
    thread.start()
    try:
        assert listening.wait(timeout=20)
        yield doorman
    finally:
        loop.call_soon_threadsafe(closed.set)
        thread.join()
        loop.close()
