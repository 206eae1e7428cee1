"""Transactions over contents in memory: a writer works on a copy, and the copy takes over when it succeeds."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

from adapters.memory.account_log import MemoryAccountLog
from adapters.memory.contents import Contents
from adapters.memory.histories import MemoryHistories
from adapters.memory.inbox import MemoryInbox, MemoryOpenQuestions, MemoryProcessedCommands
from adapters.memory.lead_log import MemoryLeadLog
from adapters.memory.log_chain import MemoryLeadKeys, MemoryLogChain
from adapters.memory.outbox import MemoryOutbox
from adapters.memory.owner_statistics import MemoryOwnerStatistics
from adapters.memory.personal_data import MemoryPersonalData
from adapters.memory.projection_versions import MemoryShadowTables
from adapters.memory.read_models import (
    MemoryAccounts,
    MemoryLeadList,
    MemoryPositions,
    MemoryQuietLeads,
    MemoryScheduledReminders,
)
from adapters.memory.relay import (
    MemoryChatStates,
    MemoryDeliveryAttempts,
    MemoryInstallation,
    MemoryOperatorActions,
    MemoryRateLimiter,
)
from application.ports.transaction import Transaction
from application.wakeups import ANY_WORK, Work


class MemoryTransaction:
    """Implements the ``Transaction`` port on one copy of the contents."""

    def __init__(self, contents: Contents) -> None:
        self.log = MemoryLeadLog(contents)
        self.account_log = MemoryAccountLog(contents)
        self.histories = MemoryHistories(contents)
        self.chain = MemoryLogChain(contents)
        self.keys = MemoryLeadKeys(contents)
        self.leads = MemoryLeadList(contents)
        self.reminders = MemoryScheduledReminders(contents)
        self.quiet_leads = MemoryQuietLeads(contents)
        self.owner_statistics = MemoryOwnerStatistics(contents)
        self.accounts = MemoryAccounts(contents)
        self.positions = MemoryPositions(contents)
        self.shadows = MemoryShadowTables(contents)
        self.outbox = MemoryOutbox(contents)
        self.rate_limiter = MemoryRateLimiter(contents)
        self.chat_states = MemoryChatStates(contents)
        self.attempts = MemoryDeliveryAttempts(contents)
        self.operator_actions = MemoryOperatorActions(contents)
        self.installation = MemoryInstallation(contents)
        self.personal_data = MemoryPersonalData(contents)
        self.inbox = MemoryInbox(contents)
        self.questions = MemoryOpenQuestions(contents)
        self.commands = MemoryProcessedCommands(contents)


class MemoryTransactions:
    """Implements the ``Transactions`` port for one process. One writer at a time, as on SQLite."""

    def __init__(self, on_commit: Callable[[Collection[Work]], None] = lambda work: None) -> None:
        self._committed = Contents()
        self._writing = asyncio.Lock()
        self._on_commit = on_commit

    @asynccontextmanager
    async def write(self, *, alone: bool = False) -> AsyncIterator[Transaction]:
        async with self._writing:
            contents = self._committed.copy()
            yield MemoryTransaction(contents)
            has_changed = contents != self._committed
            self._committed = contents
        if has_changed:
            self._on_commit(ANY_WORK)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        # A copy, so that what a reader writes by mistake is lost, as it is when a database rolls back.
        yield MemoryTransaction(self._committed.copy())
