"""The use cases on one database, driven step by step from code that does not wait."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from uuid import UUID

from adapters.memory.manual_clock import ManualClock
from application.delivery.entry import DeliveryPolicy
from application.leads.commands import OwnerCommand
from domain.lead.lead import Lead
from tests.faults.state_machine.telegram import Telegram
from tests.support.databases import a_fresh_database
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import a_relay, use_cases
from tests.support.one_round_relay import OneRoundRelay

RELAYS = 2
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Here a file is written at once: the stories are not about disks."""

T = TypeVar("T")


class World:
    """It is Monday, 9:00. ``close`` it in the end, whatever happened."""

    def __init__(self, database: str, policy: DeliveryPolicy) -> None:
        self._loop = asyncio.new_event_loop()
        self._open = AsyncExitStack()
        folder = Path(self._open.enter_context(TemporaryDirectory(prefix="leadbell-machine-", dir=IN_MEMORY)))
        self.database, self.policy = database, policy
        self.clock = ManualClock(MONDAY_9AM)
        self.telegram = Telegram()
        self.transactions = self.run(self._open.enter_async_context(a_fresh_database(database, folder)))
        self.use = use_cases(self.transactions, self.clock)
        self.relays = [self.a_relay() for _ in range(RELAYS)]
        self._commands_given = 0

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        self.run(self._open.aclose())
        self._loop.close()

    def a_relay(self) -> OneRoundRelay:
        """As a process that has just started: it has seen no lease yet."""
        return a_relay(self.transactions, self.telegram, self.clock, self.policy)

    def command(self, lead: Lead) -> OwnerCommand:
        self._commands_given += 1
        return OwnerCommand(lead.state.owner_id, lead.id, f"command:{self._commands_given}")

    async def load(self, lead_id: UUID) -> Lead:
        async with self.transactions.read() as tx:
            return await tx.log.load(lead_id)
