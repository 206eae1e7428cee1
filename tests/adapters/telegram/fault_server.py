"""A Bot API server on a raw socket that fails exactly as its script says, and counts what it took."""

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: Mapping[str, str]
    fields: Mapping[str, str]

    @property
    def method(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(slots=True)
class Exchange:
    """One connection, as the script sees it."""

    server: "FaultServer"
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def read(self) -> Request:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        request = Request(head[0].split(" ")[1], headers, dict(parse_qsl(body.decode(), keep_blank_values=True)))
        self.server.requests.append(request)
        return request

    async def accept(self) -> Request:
        """Reads the request and does what it asks for: from here on it must not be called unsent."""
        request = await self.read()
        self.server.accepted += 1
        return request

    async def reply(
        self, status: int, body: str | bytes, *, length: int | None = None, more: Sequence[str] = ()
    ) -> None:
        """``length`` promises another length than the body has."""
        content = body.encode() if isinstance(body, str) else body
        head = [
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
            "Content-Type: application/json; charset=utf-8",
            f"Content-Length: {len(content) if length is None else length}",
            *more,
        ]
        self.writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + content)
        await self.writer.drain()

    async def stay_silent(self) -> None:
        """Until the other side hangs up."""
        while await self.reader.read(65536):
            pass

    def reset(self) -> None:
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self.writer.transport.abort()


Script = Callable[[Exchange], Awaitable[None]]


@dataclass
class FaultServer:
    """``async with FaultServer(script) as server:`` listens at ``server.url``. The script runs for every connection;
    of several scripts each serves one connection and the last one all that follow."""

    scripts: Sequence[Script]
    accepted: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)
    url: str = ""
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, residual: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._server.wait_closed()

    async def all_served(self) -> None:
        """Returns once every connection up to now has played its script."""
        await asyncio.gather(*self._serving)

    def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        script = self.scripts[min(self.connections, len(self.scripts) - 1)]
        self.connections += 1
        task = asyncio.get_running_loop().create_task(_play(script, Exchange(self, reader, writer)))
        self._serving.add(task)


async def _play(script: Script, exchange: Exchange) -> None:
    try:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await script(exchange)
    finally:
        exchange.writer.close()


def served(*scripts: Script) -> FaultServer:
    return FaultServer(scripts)


def ok(result: object) -> Script:
    """Takes the request."""

    return answering(json.dumps({"ok": True, "result": result}))


def answering(body: str | bytes) -> Script:
    """Takes the request."""

    async def script(exchange: Exchange) -> None:
        await exchange.accept()
        await exchange.reply(200, body)

    return script


def refusal(status: int, body: Mapping[str, object] | str, *, more: Sequence[str] = ()) -> Script:
    """Answers without taking the request."""

    async def script(exchange: Exchange) -> None:
        await exchange.read()
        await exchange.reply(status, body if isinstance(body, str) else json.dumps(body), more=more)

    return script


def error(status: int, description: str | None, **parameters: object) -> Script:
    """A refusal as the Bot API words it."""
    body: dict[str, object] = {"ok": False, "error_code": status}
    if description is not None:
        body["description"] = description
    if parameters:
        body["parameters"] = parameters
    return refusal(status, body)


MESSAGE = {"message_id": 77, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"}
"""What ``sendMessage`` gives."""
