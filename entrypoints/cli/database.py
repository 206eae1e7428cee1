"""From a command to the database: settings, logs, the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from application.ports.transaction import Transactions
from entrypoints.bootstrap.database import ready_database
from entrypoints.logs import start_logging
from entrypoints.settings import Settings, read_settings
from entrypoints.stopping import end_at_once_when_asked_twice

T = TypeVar("T")


def with_database(work: Callable[[Transactions], Awaitable[T]], *, bot_id: int | None = None) -> T:
    """Run ``work`` on the database of the settings, for a command that only reads; ``bot_id`` None is of all bots.
    ``with_app`` can do more, and takes twice the time to import.

    Raise ``DatabaseNotReady``, ``DatabaseTooNew``, ``DatabaseUnavailable``.
    """
    settings = settings_and_logs()

    async def read() -> T:
        async with ready_database(settings, bot_id) as database:
            return await work(database)

    return run_to_the_end(read)


def settings_and_logs() -> Settings:
    """The settings, and logs in their format. Raise ``SettingsProblem``, with logs all the same."""
    start_logging()
    settings = read_settings()
    start_logging(settings.log_format)
    return settings


def run_to_the_end(work: Callable[[], Awaitable[T]]) -> T:
    """Raise ``KeyboardInterrupt`` when Ctrl+C has cancelled ``work``."""

    async def run() -> T:
        end_at_once_when_asked_twice()
        return await work()

    try:
        return asyncio.run(run())
    except asyncio.CancelledError as error:
        raise KeyboardInterrupt from error
