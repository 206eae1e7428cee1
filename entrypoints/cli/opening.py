"""From a command to the application: settings, logs, the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar
from uuid import UUID

import typer

from entrypoints.bootstrap import App, alone_on, bootstrap
from entrypoints.logs import start_logging
from entrypoints.settings import Settings, read_settings
from entrypoints.stopping import end_at_once_when_asked_twice

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most so many.")]


def with_app(
    work: Callable[[App], Awaitable[T]], *, ready: bool = True, alone: bool = False, traceless: bool = False
) -> T:
    """Runs ``work`` on an app of the present settings.

    ``ready`` refuses a database that is not this program's age; ``alone`` one that a running Leadbell writes to, on
    SQLite, where a long write of ours would hold up the bot, and ``traceless`` makes no lock file for that.
    """
    settings = settings_and_logs()
    if alone:
        with alone_on(settings.database_url, traceless=traceless):
            return _run(work, settings, ready=ready)
    return _run(work, settings, ready=ready)


def settings_and_logs() -> Settings:
    """The settings, and logs as they want them. Raises ``SettingsProblem``; there are logs even then."""
    start_logging()
    settings = read_settings()
    start_logging(settings.log_format)
    return settings


def _run(work: Callable[[App], Awaitable[T]], settings: Settings, *, ready: bool) -> T:

    async def run() -> T:
        end_at_once_when_asked_twice()
        async with bootstrap(settings) as app:
            if ready:
                await app.require_ready()
            return await work(app)

    try:
        return asyncio.run(run())
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error


def lead_id_argument(text: str) -> UUID:
    """Raises ``typer.BadParameter``."""
    try:
        return UUID(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no lead id; `leadbell leads list` shows them") from error


def instant(text: str) -> datetime:
    """ISO 8601; without an offset it is UTC. Raises ``typer.BadParameter``."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no moment; an example: 2026-11-23T09:30:00+02:00") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
