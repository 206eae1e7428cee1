"""As much of HTTP/1.1 as aiogram and our control client speak: ``Content-Length``, forms, keep-alive."""

import asyncio
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from http import HTTPStatus
from urllib.parse import parse_qsl, unquote

RESET_ON_CLOSE = struct.pack("ii", 1, 0)
PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Request:
    """``path`` is without the query; names of headers are in lower case."""

    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def keeps_alive(self) -> bool:
        return self.headers.get("connection", "").lower() != "close"

    @property
    def fields(self) -> dict[str, str]:
        """Of the query and of the form. aiogram sends a form with a file as multipart, everything else urlencoded."""
        fields = dict(parse_qsl(self.query, keep_blank_values=True))
        if self.headers.get("content-type", "").startswith("multipart/"):
            return fields | _multipart(self.headers["content-type"], self.body)
        return fields | dict(parse_qsl(self.body.decode(), keep_blank_values=True))


async def read_request(reader: asyncio.StreamReader) -> Request:
    """Raises ``IncompleteReadError`` when the client hangs up, ``ValueError`` for what is no HTTP."""
    start, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    _, target, _ = start.split(" ")
    path, _, query = target.partition("?")
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(unquote(path), query, headers, body)


@dataclass(slots=True)
class Connection:
    """The way back to the client. Writing to one that has hung up does nothing."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def answer(self, status: int, body: str) -> None:
        self.writer.write(_response(status, body.encode()))
        await self.writer.drain()

    async def answer_half(self, status: int, body: str) -> None:
        """The head promises the whole body."""
        content = body.encode()
        whole = _response(status, content)
        self.writer.write(whole[: len(whole) - (len(content) + 1) // 2])
        await self.writer.drain()
        self.writer.close()

    def close(self) -> None:
        self.writer.close()

    def reset(self) -> None:
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self.writer.transport.abort()

    async def hung_up(self) -> None:
        while await self.reader.read(65536):
            pass


def _response(status: int, content: bytes) -> bytes:
    kind = "text/html" if content.startswith(b"<") else "application/json"
    head = f"HTTP/1.1 {status} {PHRASES[status]}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


def _multipart(content_type: str, body: bytes) -> dict[str, str]:
    """A file is no field of ours: its name stands for it."""
    whole = BytesParser().parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    return dict(_part(part) for part in whole.walk() if not part.is_multipart())


def _part(part: Message) -> tuple[str, str]:
    name = part.get_param("name", header="content-disposition")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return str(name), part.get_filename() or content.decode()
