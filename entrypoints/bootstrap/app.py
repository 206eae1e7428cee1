"""The use cases on the database of the settings."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Self

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.places.zone_finder import OfflineZoneFinder
from adapters.playbooks.planner import PlaybookPlanner
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrations.runner import Schema, require_ready, schema_of, upgrade
from adapters.sql.operations.backup import Opening, SqliteCopies
from adapters.sql.operations.copy_marker import SqlCopyMarker
from adapters.sql.operations.integrity import integrity_of
from adapters.sql.operations.rebuild_lock import SqlRebuildLock
from adapters.sql.operations.server_backup import ServerCopies
from adapters.sql.operations.wal import empty_write_ahead
from application.accounts.working_time import WorkTimes
from application.clock_trust import ClockTrust
from application.ports.clock import Clock
from application.ports.copies import Copies
from application.ports.planner import Planner
from application.steadied_clock import SteadiedClock
from application.use_cases import Resources, UseCases, wire
from application.wakeups import Wakeups
from entrypoints.bootstrap.database import master_keys, system_clock
from entrypoints.settings import Settings


@dataclass(frozen=True, slots=True)
class App:
    """The use cases of all bots, for operators, and what they were wired with. Opening it opens no connection.
    ``trust`` is None for a clock that is not doubted."""

    settings: Settings
    clock: Clock
    trust: ClockTrust | None
    wakeups: Wakeups
    database: SqlDatabase
    resources: Resources
    use: UseCases

    def of_bot(self, bot_id: int | None) -> UseCases:
        """The use cases of one bot: what they read, and what they write, is its own. None is all bots."""
        return wire(self.database.of_bot(bot_id), self.clock, self.resources)

    def at_bot_api(self, url: str) -> Self:
        """The same app with another Bot API server."""
        return replace(self, settings=self.settings.model_copy(update={"telegram_api_url": url}))

    async def schema(self) -> Schema:
        return await schema_of(self.database)

    async def integrity(self) -> Sequence[str] | None:
        """What is wrong below the tables; None when there is no file yet. Raise ``DatabaseUnavailable``."""
        return await integrity_of(self.database)

    async def upgrade(self) -> Schema:
        """Tables first, then the read models that they brought."""
        schema = await upgrade(self.database)
        await self._catch_up()
        return schema

    async def require_ready(self) -> None:
        """Raise ``DatabaseNotReady``, ``DatabaseTooNew``, ``DatabaseUnavailable``."""
        await require_ready(self.database)

    async def make_ready(self) -> None:
        """Upgrade SQLite; PostgreSQL is upgraded by the operator. Raise ``DatabaseUnavailable`` and, when keys are
        wrapped by another master key than the settings', ``MasterKeyMissing``."""
        if self.database.is_sqlite:
            await upgrade(self.database)
        await require_ready(self.database)
        await self._catch_up()

    async def _catch_up(self) -> None:
        """Wrap every key by the present master key, and bring every read model to the head of the log."""
        async with self.database.write() as tx:
            await tx.keys.rewrap()
        await self.use.rebuild.catch_up()


@asynccontextmanager
async def bootstrap(
    settings: Settings, *, clock: Clock | None = None, planner: Planner | None = None
) -> AsyncIterator[App]:
    """A ``clock`` that is given is set on purpose, and not doubted. Raise ``DatabaseUnavailable`` for a database URL of
    no use."""
    clock, trust = (clock, None) if clock else _computers_clock(settings)
    wakeups = Wakeups(clock)
    opening = partial(open_database, master_keys=master_keys(settings))
    async with opening(settings.database_url, on_commit=wakeups.notify) as database:
        resources = Resources(
            work_times=WorkTimes(settings.preferences, VacanzaHolidayCalendar()),
            planner=planner or PlaybookPlanner(),
            zones=OfflineZoneFinder(),
            rebuild_lock=SqlRebuildLock(database),
            copy_marker=SqlCopyMarker(database),
            copies=_copies_of(database, opening),
            empty_write_ahead=partial(empty_write_ahead, database),
            expire_after=settings.expire_after,
            retention=settings.retention,
            admins=settings.admins,
            house=settings.house,
        )
        yield App(settings, clock, trust, wakeups, database, resources, wire(database, clock, resources))


def _computers_clock(settings: Settings) -> tuple[Clock, ClockTrust | None]:
    clock = system_clock()
    if settings.trust_clock:
        return clock, None
    trust = ClockTrust(clock)
    return SteadiedClock(clock, trust), trust


def _copies_of(database: SqlDatabase, opening: Opening) -> Copies:
    if database.is_sqlite:
        return SqliteCopies(Path(database.url.database or ""), opening)
    return ServerCopies(database.url)
