"""Transactions over contents in memory: a writer works on a copy, and the copy takes over when it succeeds."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass, field

from adapters.memory.access import MemoryAllowances, MemoryInvitations
from adapters.memory.account_log import MemoryAccountLog
from adapters.memory.contents import Contents
from adapters.memory.delivery.outbox import MemoryOutbox
from adapters.memory.delivery.relay import (
    MemoryChatStates,
    MemoryDeliveryAttempts,
    MemoryInstallation,
    MemoryKnownBots,
    MemoryOperatorActions,
    MemoryRateLimiter,
)
from adapters.memory.inbox import MemoryInbox, MemoryOpenQuestions, MemoryProcessedCommands
from adapters.memory.lead_log import MemoryLeadLog
from adapters.memory.only_on_a_database import OnlyOnADatabase
from adapters.memory.read_models.lists import (
    MemoryAccounts,
    MemoryLeadList,
    MemoryPositions,
    MemoryQuietLeads,
    MemoryScheduledReminders,
)
from adapters.memory.read_models.owner_statistics import MemoryOwnerStatistics
from adapters.memory.troubles import MemoryTroubles
from application.ports.bots import ALL_BOTS, OtherBot
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

    def __init__(self, contents: Contents, bot_id: int | None, woken: set[Work] | None = None) -> None:
        self.bot_id = bot_id
        self.woken = set[Work]() if woken is None else woken
        self._open(contents)

    def _open(self, contents: Contents) -> None:
        self.contents, bot_id, ours = contents, self.bot_id, contents.of_bot(self.bot_id)
        self.log = MemoryLeadLog(contents, bot_id)
        self.account_log = MemoryAccountLog(contents, bot_id)
        self.leads = MemoryLeadList(ours)
        self.reminders = MemoryScheduledReminders(ours)
        self.quiet_leads = MemoryQuietLeads(ours)
        self.owner_statistics = MemoryOwnerStatistics(ours)
        self.accounts = MemoryAccounts(ours, bot_id)
        self.positions = MemoryPositions(contents)
        self.outbox = MemoryOutbox(contents, bot_id)
        self.rate_limiter = MemoryRateLimiter(contents, bot_id)
        self.chat_states = MemoryChatStates(ours, bot_id)
        self.attempts = MemoryDeliveryAttempts(contents, bot_id)
        self.operator_actions = MemoryOperatorActions(contents)
        self.installation = MemoryInstallation(contents)
        self.inbox = MemoryInbox(ours, bot_id)
        self.questions = MemoryOpenQuestions(ours)
        self.commands = MemoryProcessedCommands(ours)
        self.troubles = MemoryTroubles(contents)
        self.allowances = MemoryAllowances(ours)
        self.invitations = MemoryInvitations(contents, ours)
        self.bots = MemoryKnownBots(contents, bot_id)

    def wake(self, *work: Work, elsewhere: bool = True) -> None:
        self.woken |= set(work)

    @property
    def looking(self) -> "MemoryTransaction":
        return self

    def of_bot(self, bot_id: int) -> "MemoryTransaction":
        if self.bot_id not in (None, bot_id):
            raise OtherBot(self.bot_id or ALL_BOTS, bot_id)
        return MemoryTransaction(self.contents, bot_id, self.woken)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        kept = self.contents.copy()
        try:
            yield
        except BaseException:
            self._open(kept)
            raise


@dataclass(slots=True)
class _Store:
    on_commit: Callable[[Collection[Work]], None]
    committed: Contents = field(default_factory=Contents)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)


class MemoryTransactions:
    """Implements the ``Transactions`` port for one process. One writer at a time, as on SQLite."""

    def __init__(self, on_commit: Callable[[Collection[Work]], None] = lambda work: None) -> None:
        self._store = _Store(on_commit)
        self.bot_id: int | None = None

    def of_bot(self, bot_id: int | None) -> "MemoryTransactions":
        """The same contents, in transactions of that bot; None is all bots."""
        self._store.committed.of_bot(bot_id)
        transactions = copy(self)
        transactions.bot_id = bot_id
        return transactions

    @asynccontextmanager
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[MemoryTransaction]:
        store = self._store
        async with store.writing:
            tx = MemoryTransaction(store.committed.copy(), self.bot_id)
            yield tx
            has_changed = tx.contents != store.committed
            store.committed = tx.contents
        if has_changed:
            store.on_commit(tx.woken)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[MemoryTransaction]:
        # A copy, so that what a reader writes by mistake is lost, as it is when a database rolls back.
        yield MemoryTransaction(self._store.committed.copy(), self.bot_id)
