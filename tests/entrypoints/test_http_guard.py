"""Connections to the HTTP port: few, and short."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from entrypoints.http_guard import HttpGuard

ASK = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
PATIENCE_S = 10
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Site:
    def __init__(self, port: int) -> None:
        self.port = port
        self.opened: list[asyncio.StreamWriter] = []

    async def connect(self, said: bytes = b"") -> asyncio.StreamReader:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.opened.append(writer)
        writer.write(said)
        return reader


@asynccontextmanager
async def guarded(*, connections: int = 4, lifetime_s: float = 60.0) -> AsyncIterator[Site]:
    async def answer(_: web.BaseRequest) -> web.Response:
        return web.Response(body=b"x" * 100_000_000 if lifetime_s < 1 else b"well")

    handler = web.Server(answer)
    guard = HttpGuard(handler, connections=connections, lifetime_s=lifetime_s)
    server = await asyncio.get_running_loop().create_server(guard, "127.0.0.1", 0)
    site = Site(server.sockets[0].getsockname()[1])
    try:
        async with asyncio.timeout(PATIENCE_S):
            yield site
    finally:
        for writer in site.opened:
            writer.transport.abort()
        server.close()
        await handler.shutdown()


async def test_a_request_is_answered() -> None:
    async with guarded() as site:
        assert (await (await site.connect(ASK)).read()).endswith(b"well")


async def test_beyond_the_limit_a_connection_is_closed_at_once_and_room_is_used_again() -> None:
    async with guarded() as site:
        for _ in range(4):
            await site.connect(b"GET / HT")

        turned_away = [await (await site.connect()).read() for _ in range(100)]
        site.opened[0].transport.abort()
        answered = b""
        while not answered:
            answered = await (await site.connect(ASK)).read()

    assert turned_away == [b""] * 100
    assert answered.endswith(b"well")


async def test_a_connection_that_says_nothing_is_closed_when_its_time_is_over() -> None:
    async with guarded(lifetime_s=0.05) as site:
        silent, half = await site.connect(), await site.connect(b"GET / HTTP/1.1\r\nX: ")

        assert await silent.read() == b""
        assert await half.read() == b""


async def test_a_reader_that_does_not_read_is_cut_off() -> None:
    async with guarded(connections=1, lifetime_s=0.05) as site:
        await site.connect(ASK)

        heard = b""
        while not heard:  # turned away while the first holds the only place
            heard = await (await site.connect(ASK)).read(1)

    assert heard == b"H"
