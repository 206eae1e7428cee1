"""Messages in every state, for the commands that change them: one lead, whose reminders are told here."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from application.delivery.outcome import Outcome
from application.delivery.pacing import UNPACED
from application.ports.transaction import Transaction
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.program import relay
from entrypoints.settings import Settings
from tests.support.leads import BOT_ID, MONDAY_9AM, a_new_lead, keep

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Messages:
    """In the default database of ``folder``, at that moment."""

    folder: Path
    at: datetime = MONDAY_9AM

    def a_reminder_that_was(self, outcome: Outcome) -> None:
        """Entry 1, after one attempt."""

        async def work(app: App) -> None:
            await keep(app.database, a_new_lead(with_plan=True, at=self.at))
            await app.use.claims.claim_due()
            messenger = MemoryMessenger()
            messenger.next_outcomes.append(outcome)
            sender = relay(app, BOT_ID, messenger, pacing=UNPACED)
            for leased in await sender.lease_due():
                await sender.deliver(leased)

        self._run(work)

    def write(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async def in_transaction(app: App) -> T:
            async with app.database.of_bot(BOT_ID).write() as tx:
                return await work(tx)

        return self._run(in_transaction)

    def _run(self, work: Callable[[App], Awaitable[T]]) -> T:
        settings = Settings(database_url=f"sqlite+aiosqlite:///{self.folder / 'leadbell.db'}")

        async def run() -> T:
            async with bootstrap(settings, clock=ManualClock(self.at)) as app:
                return await work(app)

        return asyncio.run(run())
