"""Connections, and who serves what comes through them."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.faults.bot_api.call import Call
from tests.faults.bot_api.control import CONTROL, serve_control
from tests.faults.bot_api.house import House
from tests.faults.bot_api.wire import Connection, Request, read_request

CALL = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>\w+)")
BACKLOG = 4096


@asynccontextmanager
async def listening(house: House, port: int) -> AsyncIterator[int]:
    """Gives the port; 0 asks for any. What is under way at the end is broken off."""
    serving: set[asyncio.Task[None]] = set()

    def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(_converse(house, Connection(reader, writer)))
        serving.add(task)
        task.add_done_callback(serving.discard)

    server = await asyncio.start_server(serve, "127.0.0.1", port, backlog=BACKLOG)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


async def _converse(house: House, connection: Connection) -> None:
    """Until either side has had enough; hanging up is everybody's right, so is talking nonsense."""
    try:
        with suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError, ValueError):
            while not connection.writer.is_closing():
                request = await read_request(connection.reader)
                await _serve(house, request, connection)
                if not request.keeps_alive:
                    break
    finally:
        connection.close()


async def _serve(house: House, request: Request, connection: Connection) -> None:
    if request.path.startswith(CONTROL):
        await serve_control(house, request, connection)
    elif match := CALL.fullmatch(request.path):
        await house.serve(Call(match["token"], match["method"], request.fields), connection)
    else:
        await connection.answer(404, "")
