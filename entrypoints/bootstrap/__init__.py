"""The composition root: the one place that chooses adapters. All entrypoints and the journey tests enter here.

What talks to Telegram is put together in ``bootstrap.program``, apart: its library takes seconds to import, and most
commands can do without.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Self

from adapters.holiday_calendar import VacanzaHolidayCalendar
from adapters.places.zone_finder import OfflineZoneFinder
from adapters.playbooks.planner import PlaybookPlanner
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.engine import database_url
from adapters.sql.migrate import Schema, require_ready, schema_of, upgrade
from adapters.sql.process_lock import one_writing_process
from adapters.sql.witness import SqlWitness
from adapters.system_clock import SystemClock
from application.account_commands import AccountCommands
from application.account_queries import AccountQueries
from application.audit import Audit
from application.doorbell import Doorbells
from application.follow_ups import FollowUpScheduler
from application.health import Health
from application.lead_capture import LeadCapture
from application.lead_commands import LeadCommands
from application.lead_queries import LeadQueries
from application.outbox_fence import OutboxFence
from application.outbox_operations import OutboxOperations
from application.outbox_pruning import OutboxPruning
from application.outbox_queries import OutboxQueries
from application.plan_enrichment import PlanEnrichment
from application.ports.clock import Clock
from application.ports.planner import Planner
from application.ports.zone_finder import ZoneFinder
from application.projection_rebuild import ProjectionRebuild
from application.relay_operations import RelayOperations
from application.reminder_claims import ReminderClaims
from application.rescheduling import Rescheduling
from application.restored_copy import RestoredCopy
from application.work_times import WorkTimes
from entrypoints.settings import Settings


@dataclass(frozen=True, slots=True)
class App:
    """The use cases, wired. Opening it opens no connection."""

    settings: Settings
    clock: Clock
    bells: Doorbells
    database: SqlDatabase
    capture: LeadCapture
    commands: LeadCommands
    queries: LeadQueries
    enrichment: PlanEnrichment
    accounts: AccountQueries
    account_commands: AccountCommands
    rescheduling: Rescheduling
    follow_ups: FollowUpScheduler
    work_times: WorkTimes
    zones: ZoneFinder
    claims: ReminderClaims
    rebuild: ProjectionRebuild
    audit: Audit
    outbox: OutboxQueries
    outbox_operations: OutboxOperations
    outbox_fence: OutboxFence
    outbox_pruning: OutboxPruning
    relay_operations: RelayOperations
    health: Health
    restored_copy: RestoredCopy

    def at_bot_api(self, url: str) -> Self:
        """The same app, talking to another Bot API server."""
        return replace(self, settings=self.settings.model_copy(update={"telegram_api_url": url}))

    async def schema(self) -> Schema:
        return await schema_of(self.database)

    async def upgrade(self) -> Schema:
        """Tables first, then the read models that they brought."""
        schema = await upgrade(self.database)
        await self.rebuild.catch_up()
        return schema

    async def require_ready(self) -> None:
        """Raises ``DatabaseNotReady``, ``DatabaseTooNew``, ``DatabaseUnavailable``."""
        await require_ready(self.database)

    async def make_ready(self) -> None:
        """SQLite upgrades itself; PostgreSQL is upgraded by the operator. Raises ``DatabaseUnavailable``."""
        if self.database.is_sqlite:
            await upgrade(self.database)
        await require_ready(self.database)
        await self.rebuild.catch_up()


def alone_on(url: str) -> AbstractContextManager[None]:
    """While the block runs nobody else may write to this SQLite file. Raises ``DatabaseInUse``."""
    return one_writing_process(database_url(url))


def system_clock() -> Clock:
    return SystemClock()


@asynccontextmanager
async def bootstrap(
    settings: Settings, *, clock: Clock | None = None, planner: Planner | None = None
) -> AsyncIterator[App]:
    """Raises ``DatabaseUnavailable`` for a database URL of no use."""
    clock = clock or SystemClock()
    bells = Doorbells(clock)
    work_times = WorkTimes(settings.preferences, VacanzaHolidayCalendar())
    async with open_database(settings.database_url, on_commit=bells.ring) as database:
        restored_copy = RestoredCopy(database, SqlWitness(database))
        yield App(
            settings=settings,
            clock=clock,
            bells=bells,
            database=database,
            capture=LeadCapture(database, clock, work_times),
            commands=LeadCommands(database, clock, work_times),
            queries=LeadQueries(database),
            enrichment=PlanEnrichment(database, planner or PlaybookPlanner(), clock, work_times),
            accounts=AccountQueries(database, clock, work_times),
            account_commands=AccountCommands(database, clock, work_times),
            rescheduling=Rescheduling(database, clock, work_times),
            follow_ups=FollowUpScheduler(database, clock, work_times),
            work_times=work_times,
            zones=OfflineZoneFinder(),
            claims=ReminderClaims(database, clock, useful_for=settings.expire_after),
            rebuild=ProjectionRebuild(database),
            audit=Audit(database),
            outbox=OutboxQueries(database),
            outbox_operations=OutboxOperations(database, clock),
            outbox_fence=OutboxFence(database, clock, accept=restored_copy.accept),
            outbox_pruning=OutboxPruning(database, clock),
            relay_operations=RelayOperations(database, clock),
            health=Health(database, clock),
            restored_copy=restored_copy,
        )
