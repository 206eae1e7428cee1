"""The composition root: the one place that chooses adapters. All entrypoints and the journey tests enter here."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Self

from adapters.playbooks.planner import PlaybookPlanner
from adapters.sql.database import SqlDatabase, open_database
from adapters.sql.migrate import Schema, require_ready, schema_of, upgrade
from adapters.sql.process_lock import one_writing_process
from adapters.system_clock import SystemClock
from adapters.telegram.connection import open_telegram
from application.audit import Audit
from application.doorbell import Doorbells
from application.errors import MessengerStopped
from application.lead_capture import LeadCapture
from application.lead_commands import LeadCommands
from application.lead_queries import LeadQueries
from application.outbox_queries import OutboxQueries
from application.outbox_relay import OutboxRelay
from application.plan_enrichment import PlanEnrichment
from application.ports.clock import Clock
from application.ports.messenger import Messenger, Updates
from application.ports.planner import Planner
from application.projection_rebuild import ProjectionRebuild
from application.reminder_claims import ReminderClaims
from application.settlement import Settling
from application.update_intake import UpdateHandling, UpdateIntake
from domain.worktime import WorkTime
from entrypoints.bot.updates import bot_handler
from entrypoints.settings import Settings
from entrypoints.worker import Loops

HOW_TO_GET_IN = (
    "there is no Telegram token: set LEADBELL_TELEGRAM_TOKEN to the one that @BotFather gave you, "
    "or try Leadbell without one: leadbell sandbox"
)


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
    claims: ReminderClaims
    rebuild: ProjectionRebuild
    audit: Audit
    outbox: OutboxQueries

    def at_bot_api(self, url: str) -> Self:
        """The same app, talking to another Bot API server."""
        return replace(self, settings=self.settings.model_copy(update={"telegram_api_url": url}))

    async def schema(self) -> Schema:
        return await schema_of(self.database)

    async def upgrade(self) -> Schema:
        return await upgrade(self.database)

    async def require_ready(self) -> None:
        """Raises ``DatabaseNotReady``, ``DatabaseTooNew``, ``DatabaseUnavailable``."""
        await require_ready(self.database)

    async def make_ready(self) -> None:
        """SQLite upgrades itself; PostgreSQL is upgraded by the operator. Raises ``DatabaseUnavailable``."""
        if self.database.url.get_backend_name() == "sqlite":
            await upgrade(self.database)
        await require_ready(self.database)

    def relay(self, messenger: Messenger) -> OutboxRelay:
        settling = Settling(self.settings.delivery, random.Random())
        return OutboxRelay(self.database, messenger, self.clock, settling, lease=self.settings.lease)

    @asynccontextmanager
    async def running(self, *, with_bot: bool, messenger: Messenger | None = None) -> AsyncIterator[Loops]:
        """Everything that ``run`` (or, without the bot, ``worker``) keeps going.

        Raises ``MessengerStopped`` without a token, and ``DatabaseUnavailable``.
        """
        token = self.settings.telegram_token
        if token is None:
            raise MessengerStopped(HOW_TO_GET_IN)
        async with AsyncExitStack() as stack:
            await self.make_ready()
            stack.enter_context(one_writing_process(self.database.url))
            telegram = await stack.enter_async_context(
                open_telegram(
                    token=token.get_secret_value(),
                    api_url=self.settings.telegram_api_url,
                    request_timeout=self.settings.request_timeout,
                    clock=self.clock,
                )
            )
            messenger = messenger or telegram.messenger
            updates = telegram.updates if with_bot else None
            yield self._loops(token.get_secret_value(), messenger, updates)

    def _loops(self, token: str, messenger: Messenger, updates: Updates | None) -> Loops:
        handler = bot_handler(
            token,
            capture=self.capture,
            commands=self.commands,
            queries=self.queries,
            messenger=messenger,
            allowed_users=self.settings.allowed_users,
        )
        return Loops(
            clock=self.clock,
            bells=self.bells,
            poll_interval=self.settings.poll_interval,
            enrichment=self.enrichment,
            claims=self.claims,
            relay=self.relay(messenger),
            handling=UpdateHandling(self.database, self.clock, handler),
            intake=UpdateIntake(updates, self.database, self.clock) if updates else None,
        )


def system_clock() -> Clock:
    return SystemClock()


@asynccontextmanager
async def bootstrap(
    settings: Settings, *, clock: Clock | None = None, planner: Planner | None = None
) -> AsyncIterator[App]:
    """Raises ``DatabaseUnavailable`` for a database URL of no use."""
    clock = clock or SystemClock()
    bells = Doorbells(clock)
    work_time = WorkTime(settings.timezone, settings.send_time)
    async with open_database(settings.database_url, on_commit=bells.ring) as database:
        yield App(
            settings=settings,
            clock=clock,
            bells=bells,
            database=database,
            capture=LeadCapture(database, clock, settings.timezone),
            commands=LeadCommands(database, clock, work_time),
            queries=LeadQueries(database),
            enrichment=PlanEnrichment(database, planner or PlaybookPlanner(), clock, settings.timezone),
            claims=ReminderClaims(database, clock),
            rebuild=ProjectionRebuild(database),
            audit=Audit(database),
            outbox=OutboxQueries(database),
        )
