"""Health, readiness and metrics over HTTP, wired for one app."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from adapters.prometheus.exposition import Exposition
from application.clock_trust import Doubts
from application.ports.metrics import Meter, Unmetered
from entrypoints.bootstrap.app import App
from entrypoints.health_server import HealthServer, Watched
from entrypoints.pulse import Pulse
from entrypoints.settings_problem import SettingsProblem

log = logging.getLogger(__name__)


@asynccontextmanager
async def watched(app: App, pulse: Pulse, doubt: Doubts) -> AsyncIterator[Meter]:
    """Serve until the block ends, when the settings name a port. Yield the meter that is shown.

    Raise ``SettingsProblem`` when the port cannot be had.
    """
    if app.settings.http_port is None:
        yield Unmetered()
        return
    exposition = Exposition()
    shown = Watched(
        silent_loops=lambda: pulse.silent(at=app.clock.monotonic()),
        require_ready=app.require_ready,
        health=app.use.health,
        text=exposition.text,
        doubt=doubt,
    )
    async with AsyncExitStack() as stack:
        server = HealthServer(shown, host=app.settings.http_host, port=app.settings.http_port)
        try:
            await stack.enter_async_context(server)
        except (OSError, UnicodeError) as error:
            place = f"port {app.settings.http_port} of {app.settings.http_host}"
            reason = getattr(error, "strerror", None) or "that is no address"
            raise SettingsProblem(
                f"LEADBELL_HTTP_PORT: {place} cannot be had ({reason}): choose another one, or LEADBELL_HTTP_HOST"
            ) from error
        log.info("health and metrics are served", extra={"host": app.settings.http_host, "port": server.port})
        yield exposition.meter
