"""Transactions over contents in memory: a writer works on a copy, and the copy takes over when it succeeds."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager

from adapters.memory.account_log import MemoryAccountLog
from adapters.memory.contents import Contents
from adapters.memory.inbox import MemoryInbox, MemoryOpenQuestions, MemoryProcessedCommands
from adapters.memory.lead_log import MemoryLeadLog
from adapters.memory.only_on_a_database import OnlyOnADatabase
from adapters.memory.outbox import MemoryOutbox
from adapters.memory.read_models.lists import (
    MemoryAccounts,
    MemoryLeadList,
    MemoryPositions,
    MemoryQuietLeads,
    MemoryScheduledReminders,
)
from adapters.memory.read_models.owner_statistics import MemoryOwnerStatistics
from adapters.memory.relay import (
    MemoryChatStates,
    MemoryDeliveryAttempts,
    MemoryInstallation,
    MemoryOperatorActions,
    MemoryRateLimiter,
)
from adapters.memory.troubles import MemoryTroubles
from application.ports.chain import LeadKeys, LogChain
from application.ports.histories import Histories
from application.ports.personal_data import PersonalData
from application.ports.shadow_tables import ShadowTables
from application.ports.work import Work


class MemoryTransaction:
    """Implements the ``Transaction`` port on one copy of the contents, as far as use cases need it."""

    chain = OnlyOnADatabase[LogChain]()
    histories = OnlyOnADatabase[Histories]()
    keys = OnlyOnADatabase[LeadKeys]()
    personal_data = OnlyOnADatabase[PersonalData]()
    shadows = OnlyOnADatabase[ShadowTables]()

    def __init__(self, contents: Contents) -> None:
        self.woken = set[Work]()
        self._open(contents)

    def _open(self, contents: Contents) -> None:
        self.contents = contents
        self.log = MemoryLeadLog(contents)
        self.account_log = MemoryAccountLog(contents)
        self.leads = MemoryLeadList(contents)
        self.reminders = MemoryScheduledReminders(contents)
        self.quiet_leads = MemoryQuietLeads(contents)
        self.owner_statistics = MemoryOwnerStatistics(contents)
        self.accounts = MemoryAccounts(contents)
        self.positions = MemoryPositions(contents)
        self.outbox = MemoryOutbox(contents)
        self.rate_limiter = MemoryRateLimiter(contents)
        self.chat_states = MemoryChatStates(contents)
        self.attempts = MemoryDeliveryAttempts(contents)
        self.operator_actions = MemoryOperatorActions(contents)
        self.installation = MemoryInstallation(contents)
        self.inbox = MemoryInbox(contents)
        self.questions = MemoryOpenQuestions(contents)
        self.commands = MemoryProcessedCommands(contents)
        self.troubles = MemoryTroubles(contents)

    def wake(self, *work: Work, elsewhere: bool = True) -> None:
        self.woken |= set(work)

    @property
    def looking(self) -> "MemoryTransaction":
        return self

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        kept = self.contents.copy()
        try:
            yield
        except BaseException:
            self._open(kept)
            raise


class MemoryTransactions:
    """Implements the ``Transactions`` port for one process. One writer at a time, as on SQLite."""

    def __init__(self, on_commit: Callable[[Collection[Work]], None] = lambda work: None) -> None:
        self._committed = Contents()
        self._writing = asyncio.Lock()
        self._on_commit = on_commit

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[MemoryTransaction]:
        async with self._writing:
            tx = MemoryTransaction(self._committed.copy())
            yield tx
            has_changed = tx.contents != self._committed
            self._committed = tx.contents
        if has_changed:
            self._on_commit(tx.woken)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[MemoryTransaction]:
        # A copy, so that what a reader writes by mistake is lost, as it is when a database rolls back.
        yield MemoryTransaction(self._committed.copy())
