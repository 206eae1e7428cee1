"""``/healthz``, ``/readyz`` and ``/metrics`` over HTTP, without personal data."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from application.clock_trust import Doubts, no_doubt
from application.delivery.pause import PauseCause
from application.errors import ApplicationError, DatabaseGone, DatabaseNotReady, DatabaseTooNew
from application.operations.health import Figures, Health
from entrypoints.http_guard import HttpGuard

log = logging.getLogger(__name__)

READY_WITHIN_S = 2.0
SCRAPED_WITHIN_S = 5.0
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BACKLOG = 16
FRESH = {"Cache-Control": "no-store"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watched:
    """``require_ready`` raises when the database cannot be reached or has other tables than this program's; ``text``
    returns the metrics, with None without the figures of the database."""

    silent_loops: Callable[[], Sequence[str]]
    require_ready: Callable[[], Awaitable[None]]
    health: Health
    text: Callable[[Figures | None], bytes]
    doubt: Doubts = no_doubt
    ready_within_s: float = READY_WITHIN_S
    scraped_within_s: float = SCRAPED_WITHIN_S

    async def healthz(self, _request: web.Request) -> web.Response:
        silent = sorted(self.silent_loops())
        return _json({"alive": not silent, "silent_loops": silent}, is_well=not silent)

    async def readyz(self, _request: web.Request) -> web.Response:
        reason = await self._unready()
        return _json({"ready": reason is None, "reason": reason}, is_well=reason is None)

    async def metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=self.text(await self._figures()), headers={"Content-Type": METRICS_TYPE, **FRESH})

    async def _unready(self) -> str | None:
        try:
            causes = await _within(self.ready_within_s, self._ready_but_for())
        except TimeoutError:
            return f"the database did not answer within {self.ready_within_s:g} s"
        except ApplicationError as error:
            return _reason(error)
        except Exception:  # a probe must get an answer in any case
            log.exception("readiness could not be checked")
            return "the database cannot be read; the log says why"
        if PauseCause.MISCONFIGURED in causes:
            return "nothing is sent, since the settings are wrong: `leadbell relay status` says which"
        if (doubt := self.doubt()) is not None and not doubt.is_settling:
            return f"the clock is doubted: {doubt.reason}"
        return None

    async def _ready_but_for(self) -> set[PauseCause]:
        await self.require_ready()
        return {pause.cause for pause in await self.health.pauses()}

    async def _figures(self) -> Figures | None:
        try:
            return await _within(self.scraped_within_s, self.health.figures())
        except (ApplicationError, TimeoutError):
            return None
        except Exception:  # the metrics of this process must be shown in any case
            log.exception("the figures could not be read")
            return None


class HealthServer:
    """Listen until the block ends. Entering raises ``OSError`` when the port is taken or the host is unknown."""

    def __init__(self, watched: Watched, *, host: str, port: int) -> None:
        app = web.Application()
        for path, handler in (
            ("/healthz", watched.healthz),
            ("/readyz", watched.readyz),
            ("/metrics", watched.metrics),
        ):
            app.router.add_get(path, handler)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        self._host, self._port = host, port
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """Where it listens, also for port 0."""
        port: int = self._server.sockets[0].getsockname()[1] if self._server else self._port
        return port

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        guard = HttpGuard(self._protocol)
        try:
            self._server = await asyncio.get_running_loop().create_server(
                guard, self._host, self._port, backlog=BACKLOG
            )
        except BaseException:
            await self._runner.cleanup()
            raise
        return self

    def _protocol(self) -> asyncio.Protocol:
        if self._runner.server is None:
            raise RuntimeError("the runner was not set up")
        return self._runner.server()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        await self._runner.cleanup()


async def _within(seconds: float, look: Coroutine[Any, Any, T]) -> T:
    """Raise ``TimeoutError`` in time, also when a driver takes long to give up: that goes on in the background."""
    looking = asyncio.ensure_future(look)
    looking.add_done_callback(_retrieve)
    try:
        done, _ = await asyncio.wait({looking}, timeout=seconds)
    finally:
        looking.cancel()
    if not done:
        raise TimeoutError
    return looking.result()


def _retrieve(looking: "asyncio.Future[T]") -> None:
    """Else asyncio logs the error of a look that was given up."""
    if not looking.cancelled():
        looking.exception()


def _json(view: dict[str, object], *, is_well: bool) -> web.Response:
    return web.json_response(view, status=200 if is_well else 503, headers=FRESH)


def _reason(error: ApplicationError) -> str:
    """By kind: the error's own text names the database's address."""
    match error:
        case DatabaseNotReady():
            return "the database has no tables, or older ones than this program: run `leadbell db upgrade`"
        case DatabaseTooNew():
            return "the database was upgraded by a newer Leadbell: install that version"
        case DatabaseGone():
            return "the database file was deleted, moved or replaced: this program ends"
        case _:
            return "the database cannot be reached"
