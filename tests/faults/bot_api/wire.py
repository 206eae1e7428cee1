"""Ways to end a connection that no honest server would choose."""

import asyncio
import socket
import struct

from aiohttp import web

RESET_ON_CLOSE = struct.pack("ii", 1, 0)
LONGEST_SILENCE_S = 600.0
LOOK_EVERY_S = 0.02

UNSEEN = web.Response
"""A handler's answer to a client that can read nothing any more."""


def close(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.close()
    return UNSEEN()


def reset(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        request.transport.abort()
    return UNSEEN()


async def answer_half(request: web.Request, body: str, *, status: int) -> web.StreamResponse:
    """The head promises the whole body."""
    content = body.encode()
    half = web.StreamResponse(status=status, headers={"Content-Length": str(len(content))})
    await half.prepare(request)
    await half.write(content[: len(content) // 2])
    close(request)
    return half


async def stay_silent(request: web.Request) -> web.StreamResponse:
    """Until the client hangs up."""
    async with asyncio.timeout(LONGEST_SILENCE_S):
        while request.transport is not None:  # noqa: ASYNC110 - aiohttp announces it to no handler
            await asyncio.sleep(LOOK_EVERY_S)
    return UNSEEN()
