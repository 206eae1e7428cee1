"""A shop that keeps a backup, goes on, and puts it back: the whole program but Telegram, on a SQLite file."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from application.backups.restore import Restored
from application.delivery.pacing import UNPACED
from application.operator_request import OperatorRequest
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.program import relay
from entrypoints.settings import Settings
from tests.support.databases import a_sqlite_url
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, a_new_lead, keep

HOUR = timedelta(hours=1)
BEFORE = MONDAY_9AM - HOUR
AFTER = MONDAY_9AM + HOUR
FORMER = "leadbell.db.until-20261102T100000Z"
"""The name of the database that was there before a restore at that time."""
ADA = OperatorRequest("operator:ada", "the disk broke")


@dataclass(frozen=True, slots=True)
class Shop:
    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "leadbell.db"

    @property
    def file(self) -> Path:
        return self.folder / "backup.db"

    def names(self) -> set[str]:
        """Of the files in its folder."""
        return {one.name for one in self.folder.iterdir()}

    @asynccontextmanager
    async def open(self, at: datetime) -> AsyncIterator[App]:
        """As a program that starts; it would go on."""
        settings = Settings(database_url=f"sqlite+aiosqlite:///{self.place}")
        async with bootstrap(settings, clock=ManualClock(at)) as app:
            yield app

    async def start(self, at: datetime) -> None:
        """Raises ``DatabaseRestored`` as ``run`` does."""
        async with self.open(at) as app:
            await app.make_ready()
            await app.use.restored_copy.require_current()

    async def is_planned(self) -> None:
        """A lead whose first step is due on Monday at nine; it is Monday at eight."""
        await a_sqlite_url(self.folder)
        await self.start(BEFORE)
        async with self.open(BEFORE) as app:
            await keep(app.database, a_new_lead(LEAD_ID, with_plan=True))

    async def is_backed_up(self, at: datetime = BEFORE) -> None:
        async with self.open(at) as app:
            await app.use.backup.take(self.file, ADA, readable=True)

    async def tells(self, at: datetime) -> int:
        """How many messages Telegram gets."""
        messenger = MemoryMessenger()
        async with self.open(at) as app:
            await app.use.claims.claim_due()
            sender = relay(app, BOT_ID, messenger, pacing=UNPACED)
            for leased in await sender.lease_due():
                await sender.deliver(leased)
        return len(messenger.sent)

    async def restores(self, at: datetime = AFTER) -> Restored:
        async with self.open(at) as app:
            return await app.use.restore.restore(self.file, ADA)
