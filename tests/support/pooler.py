"""A pooler in transaction mode: each transaction of a client gets any session of the server.

Between two transactions a session forgets what it knew: prepared statements, LISTEN, settings and locks. Only as much
of PostgreSQL's protocol as that needs.
"""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import URL, make_url

SESSIONS = 6
ENCRYPTED, GSS_ENCRYPTED, CANCEL = 80877103, 80877104, 80877102
FORGET = b"Q" + struct.pack("!i", 16) + b"DISCARD ALL\0"
READY = b"Z" + struct.pack("!ic", 5, b"I")
STARTS = {b"Q", b"S"}
"""Of the client's messages: each is answered with a ``Z`` in the end."""
CUT_OFF = (OSError, asyncio.IncompleteReadError)

Message = tuple[bytes, bytes]


class Session:
    """Of the server, which trusts us."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer
        self.greeting = b""

    @classmethod
    async def opened(cls, server: URL, startup: bytes) -> "Session":
        folder, port = str(server.query["host"]), server.port or 5432
        session = cls(*await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}"))
        session.writer.write(startup)
        async for kind, body in session.answer():
            if kind in (b"R", b"S", b"K"):
                session.greeting += packed(kind, body)
        return session

    async def answer(self) -> AsyncIterator[Message]:
        """Up to the end of one answer."""
        while True:
            kind, body = await read_message(self.reader)
            yield kind, body
            if kind == b"Z":
                return

    async def forget(self) -> None:
        self.writer.write(FORGET)
        async for _ in self.answer():
            """Its words are not for a client."""


@dataclass
class Pooler:
    """``url`` leads to the same database through it."""

    url: str
    _server: URL
    _free: asyncio.Queue[Session | None] = field(default_factory=asyncio.Queue)
    _greeting: bytes = b""
    _startup: bytes = b""
    clients: set[asyncio.StreamWriter] = field(default_factory=set)

    def __post_init__(self) -> None:
        for _ in range(SESSIONS):
            self._free.put_nowait(None)  # opened when it is needed

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.clients.add(writer)
        with suppress(*CUT_OFF):
            if await self._greeted(reader, writer):
                await Client(self, reader, writer).serve()
        self.clients.discard(writer)
        writer.close()

    async def take(self) -> Session:
        """The one that was used longest ago, so that it is hardly ever the same twice."""
        return await self._free.get() or await Session.opened(self._server, self._startup)

    async def give_back(self, session: Session) -> None:
        await session.forget()
        self._free.put_nowait(session)

    def lost(self, session: Session) -> None:
        session.writer.close()
        self._free.put_nowait(None)

    async def cut_all(self) -> None:
        """As a pooler that dies and is there again."""
        self._abort()

    def _abort(self) -> None:
        for writer in list(self.clients):
            writer.transport.abort()

    async def _greeted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        while True:
            [size, code] = struct.unpack("!ii", await reader.readexactly(8))
            rest = await reader.readexactly(size - 8)
            if code == CANCEL:
                return False
            if code not in (ENCRYPTED, GSS_ENCRYPTED):
                break
            writer.write(b"N")
        self._startup = struct.pack("!ii", size, code) + rest
        if not self._greeting:
            session = await self.take()
            self._greeting = session.greeting
            await self.give_back(session)
        writer.write(self._greeting + READY)
        return True

    def close(self) -> None:
        self._abort()
        while not self._free.empty():
            if session := self._free.get_nowait():
                session.writer.close()


class Client:
    def __init__(self, pooler: Pooler, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._pooler, self._reader, self._writer = pooler, reader, writer
        self._session: Session | None = None
        self._asked = 0
        self._answering: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        try:
            while (message := await read_message(self._reader))[0] != b"X":
                if self._session is None:
                    self._session = await self._pooler.take()
                    self._answering = asyncio.ensure_future(self._answer(self._session))
                self._asked += message[0] in STARTS
                self._session.writer.write(packed(*message))
        finally:
            if self._answering is not None:
                self._answering.cancel()
                await asyncio.gather(self._answering, return_exceptions=True)
            if self._session is not None:  # in the middle of a transaction, which the server rolls back
                self._pooler.lost(self._session)

    async def _answer(self, session: Session) -> None:
        """Until the transaction has ended."""
        try:
            while True:
                kind, body = await read_message(session.reader)
                self._asked -= kind == b"Z"
                if kind == b"Z" and body == b"I" and not self._asked:
                    await self._pooler.give_back(session)
                    self._session = None
                    self._writer.write(packed(kind, body))
                    return
                self._writer.write(packed(kind, body))
        except CUT_OFF:
            self._writer.close()


async def read_message(reader: asyncio.StreamReader) -> Message:
    kind = await reader.readexactly(1)
    [size] = struct.unpack("!i", await reader.readexactly(4))
    return kind, await reader.readexactly(size - 4)


def packed(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


@asynccontextmanager
async def a_pooler(url: str) -> AsyncIterator[Pooler]:
    """Before a server that listens at a Unix socket."""
    server = make_url(url)
    pooler = Pooler("", server)
    listening = await asyncio.start_server(pooler.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    through = server.difference_update_query(["host"]).set(host="127.0.0.1", port=port, password=None)
    pooler.url = through.render_as_string(hide_password=False)
    try:
        yield pooler
    finally:
        listening.close()
        pooler.close()
