"""From a command to the use cases."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from typing import TypeVar

from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.database import exclusive_on
from entrypoints.cli.database import run_to_the_end, settings_and_logs

T = TypeVar("T")


def with_app(
    work: Callable[[App], Awaitable[T]], *, ready: bool = True, exclusive: bool = False, create_lock_file: bool = True
) -> T:
    """Run ``work`` on an app of the settings.

    ``ready`` refuses a database whose tables are not those of this program. ``exclusive`` refuses a SQLite file that a
    running Leadbell writes to, since a long write would hold up the bot; see ``exclusive_on`` for the lock file.
    """
    settings = settings_and_logs()

    async def run() -> T:
        async with bootstrap(settings) as app:
            if ready:
                await app.require_ready()
            return await work(app)

    lock = exclusive_on(settings.database_url, create_lock_file=create_lock_file) if exclusive else nullcontext()
    with lock:
        return run_to_the_end(run)
