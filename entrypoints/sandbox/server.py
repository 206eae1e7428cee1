"""The sandbox's HTTP server: the Bot API for the bot, and the chat page for the person, on one port."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from entrypoints.sandbox.bot_api.methods.routes import BotApiRoutes
from entrypoints.sandbox.bot_api.room import Room
from entrypoints.sandbox.bot_api.store.profile import BotProfile, Profile
from entrypoints.sandbox.bot_api.store.room_file import RoomFile
from entrypoints.sandbox.bot_api.store.store import Store
from entrypoints.sandbox.kept_clock import KeptClock
from entrypoints.sandbox.page.guard import add_security_headers, guard_against_other_sites
from entrypoints.sandbox.page.routes import PageRoutes

HOST = "127.0.0.1"
YOU = Profile(id=1001, first_name="You", username="you")
# The most that Telegram lets a bot download.
LARGEST_UPLOAD_BYTES = 20 * 1024 * 1024


class BotApiServer:
    """``async with BotApiServer(token, now) as server:`` listens at ``server.url`` until the block ends.

    Entering raises ``OSError`` when the port cannot be had.

    ``now`` is the sandbox's clock (aware). Without ``controls`` the page shows that clock, but cannot move it.
    With ``kept_in`` the room is kept in that JSON file, and files beside it in ``<name>.files``: a change is
    on disk before its answer goes out. ``persons`` are let in unless the file knows them.
    ``middlewares`` wrap everything else; tests put their faults there. ``monotonic`` ages pressed buttons.
    """

    def __init__(
        self,
        token: str,
        now: Callable[[], datetime],
        port: int = 0,
        *,
        controls: KeptClock | None = None,
        persons: Sequence[Profile] = (YOU,),
        kept_in: Path | None = None,
        middlewares: Sequence[Middleware] = (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        bot = BotProfile(int(token.partition(":")[0]), "Leadbell", "leadbell_sandbox_bot")
        folder = kept_in.with_name(f"{kept_in.name}.files") if kept_in else None
        store = Store(bot, now=now, monotonic=monotonic, folder=folder)
        self.room = Room(store)
        self._file = RoomFile(kept_in, store) if kept_in else None
        for profile in persons:
            self.room.add_person(profile)
        self._port = port
        app = self._application(token, controls, middlewares)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)

    @property
    def url(self) -> str:
        """The address, with the port that the system chose when 0 was asked for."""
        return f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError:
            await self.__aexit__(None, None, None)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, residual: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        if self._file is not None:
            self._file.keep()

    def _application(
        self, token: str, controls: KeptClock | None, middlewares: Sequence[Middleware]
    ) -> web.Application:
        layers = [*middlewares, guard_against_other_sites, self._keep_before_answering]
        app = web.Application(middlewares=layers, client_max_size=LARGEST_UPLOAD_BYTES)
        BotApiRoutes(self.room.store, token).add_to(app)
        PageRoutes(self.room, controls).add_to(app)
        app.on_response_prepare.append(add_security_headers)
        app.on_shutdown.append(self._end_waiting_calls)
        return app

    @web.middleware
    async def _keep_before_answering(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        if self._file is not None:
            self._file.keep()
        return answer

    async def _end_waiting_calls(self, _app: web.Application) -> None:
        self.room.store.updates.close()
        self.room.store.changes.close()
