"""The sandbox's Bot API server, with the faults in front of it and the control beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web
from aiohttp.typedefs import Handler

from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.server import BotApiServer
from tests.faults.bot_api.call import read_call
from tests.faults.bot_api.control import CONTROL, serve_control
from tests.faults.bot_api.fault_server import FaultServer


@asynccontextmanager
async def listening(fault_server: FaultServer, port: int) -> AsyncIterator[int]:
    """Return the port; 0 asks for any. Every chat has been started: a person who is written to is let in."""

    @web.middleware
    async def play(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(CONTROL):
            return await serve_control(fault_server, request)
        call = await read_call(request)
        if call is None:
            return await handler(request)
        if call.chat_id is not None:
            server.room.add_person(Profile(call.chat_id, "Ann"), has_started=True)
        return await fault_server.serve(call, request, handler)

    async with BotApiServer(fault_server.token, _now, port=port, persons=(), middlewares=[play]) as server:
        yield int(server.url.rpartition(":")[2])


def _now() -> datetime:
    return datetime.now(UTC)
