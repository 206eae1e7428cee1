"""Few connections at once, and short ones: who opens a thousand and says nothing takes no descriptors from the bot."""

import asyncio
from collections.abc import Callable

CONNECTIONS = 64
LIFETIME_S = 10.0
"""For a request's head, its answer, and whatever the other side takes to read it."""


class HttpGuard:
    """Makes protocols for connections, as a server's factory does."""

    def __init__(
        self,
        factory: Callable[[], asyncio.Protocol],
        *,
        connections: int = CONNECTIONS,
        lifetime_s: float = LIFETIME_S,
    ) -> None:
        self.factory = factory
        self.connections = connections
        self.lifetime_s = lifetime_s
        self.open = 0

    def __call__(self) -> asyncio.Protocol:
        return _Guarded(self)


class _Guarded(asyncio.Protocol):
    """A connection beyond the limit is closed at once; another when its time is over."""

    def __init__(self, guard: HttpGuard) -> None:
        self._guard = guard
        self._inner: asyncio.Protocol | None = None
        self._end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._guard.open >= self._guard.connections:
            transport.close()
            return
        self._guard.open += 1
        self._inner = self._guard.factory()
        self._end = asyncio.get_running_loop().call_later(self._guard.lifetime_s, _abort, transport)
        self._inner.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._inner is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._inner is not None else None

    def pause_writing(self) -> None:
        if self._inner is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner is not None:
            self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._inner is not None and self._end is not None:
            self._guard.open -= 1
            self._end.cancel()
            self._inner.connection_lost(exc)


def _abort(transport: asyncio.BaseTransport) -> None:
    """Not ``close``, which waits for a reader that does not read."""
    if isinstance(transport, asyncio.Transport):
        transport.abort()
