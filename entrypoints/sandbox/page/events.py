"""The stream by which an open page follows the room: the whole state first, then every change as it happens."""

import asyncio
import json

from aiohttp import web

from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.store.changes import ALL, Change
from entrypoints.sandbox.page.view import View

# The page's clock ticks with this stream, and knows by its silence that the sandbox has stopped.
TICK_SECONDS = 1.0


class EventStream:
    """Server-sent events ``state``, ``clock`` and one per kind of change, for one person."""

    def __init__(self, room: Room, view: View) -> None:
        self._room = room
        self._view = view

    async def follow(self, request: web.Request, person_id: int) -> web.StreamResponse:
        """Run until the page goes away or the room closes."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with self._room.store.changes.watched() as news:
            await response.prepare(request)
            await _write(response, "state", self._view.state(person_id))
            await self._tell_all(response, person_id, news)
        return response

    async def _tell_all(self, response: web.StreamResponse, person_id: int, news: asyncio.Queue[Change | None]) -> None:
        try:
            while (change := await self._next(news)) is not None:
                if change.person_id in {person_id, ALL}:
                    await _write(response, change.kind, change.body)
        except ConnectionResetError:
            return  # the page was closed

    async def _next(self, news: asyncio.Queue[Change | None]) -> Change | None:
        try:
            return await asyncio.wait_for(news.get(), TICK_SECONDS)
        except TimeoutError:
            return Change(ALL, "clock", self._view.clock())


async def _write(response: web.StreamResponse, kind: str, body: dict[str, object]) -> None:
    await response.write(f"event: {kind}\ndata: {json.dumps(body)}\n\n".encode())
