"""The database of the settings, and the clock: enough for a command that only reads."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager

from adapters.sql.database import open_database
from adapters.sql.engine.address import database_url
from adapters.sql.files.locks import writer_lock
from adapters.sql.migrations.runner import require_ready
from adapters.system_clock import SystemClock
from application.ports.clock import Clock
from application.ports.transaction import Transactions
from entrypoints.settings import Settings


@asynccontextmanager
async def ready_database(settings: Settings, bot_id: int | None = None) -> AsyncIterator[Transactions]:
    """Raise ``DatabaseNotReady``, ``DatabaseTooNew``, ``DatabaseUnavailable``."""
    async with open_database(settings.database_url, master_keys=master_keys(settings)) as database:
        await require_ready(database)
        yield database.of_bot(bot_id)


def exclusive_on(url: str, *, create_lock_file: bool = True) -> AbstractContextManager[None]:
    """Lock this SQLite file for writing by this process until the block ends. On PostgreSQL nothing is locked.

    Without ``create_lock_file`` a database that has no lock file is not locked. Raise ``DatabaseInUse``.
    """
    return writer_lock(database_url(url), create_lock_file=create_lock_file)


def master_keys(settings: Settings) -> Sequence[bytes]:
    return [key.get_secret_value() for key in settings.master_key]


def system_clock() -> Clock:
    return SystemClock()
