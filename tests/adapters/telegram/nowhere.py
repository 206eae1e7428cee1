"""Places where no request can arrive."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.adapters.telegram.fault_server import Exchange, served


@dataclass
class Nowhere:
    """A place where no request can arrive."""

    url: str
    accepted: int = 0


@asynccontextmanager
async def refusing() -> AsyncIterator[Nowhere]:
    with socket.create_server(("127.0.0.1", 0)) as port:
        address = port.getsockname()
    yield Nowhere(f"http://127.0.0.1:{address[1]}")


@asynccontextmanager
async def unknown_host() -> AsyncIterator[Nowhere]:
    yield Nowhere("http://telegram.invalid")


@asynccontextmanager
async def queue_is_full() -> AsyncIterator[Nowhere]:
    """The backlog is full and never accepted: the kernel drops every further SYN."""
    waiting = [socket.socket() for _ in range(4)]
    with socket.create_server(("127.0.0.1", 0), backlog=0) as port:
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(port.getsockname())
        yield Nowhere(f"http://127.0.0.1:{port.getsockname()[1]}")
        for one in waiting:
            one.close()


@asynccontextmanager
async def no_handshake() -> AsyncIterator[Nowhere]:
    async with served(Exchange.stay_silent) as server:
        yield Nowhere(server.url.replace("http:", "https:"))


@asynccontextmanager
async def broken_handshake() -> AsyncIterator[Nowhere]:
    async def babble(exchange: Exchange) -> None:
        exchange.writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await exchange.writer.drain()

    async with served(babble) as server:
        yield Nowhere(server.url.replace("http:", "https:"))
