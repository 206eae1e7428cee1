"""Transactions over contents in memory: a writer works on a copy, and the copy takes over when it succeeds."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import cast

from adapters.memory.account_log import MemoryAccountLog
from adapters.memory.contents import Contents
from adapters.memory.inbox import MemoryInbox, MemoryOpenQuestions, MemoryProcessedCommands
from adapters.memory.lead_log import MemoryLeadLog
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
from application.ports.attempts import DeliveryAttempts
from application.ports.chat_state import ChatStates
from application.ports.copy_detection import Installation
from application.ports.event_log import AccountLog, LeadLog
from application.ports.inbox import Inbox, ProcessedCommands
from application.ports.open_questions import OpenQuestions
from application.ports.operator_actions import OperatorActions
from application.ports.outbox import Outbox
from application.ports.rate_limit import RateLimiter
from application.ports.read_models import Positions
from application.ports.transaction import Transaction
from application.ports.work import Work


class MemoryTransaction:
    """What use cases need of the ``Transaction`` port, on one copy of the contents.

    Erasing, proving and rebuilding are matters of a database: there are no ``keys``, ``chain``, ``personal_data``,
    ``histories`` and ``shadows`` here, and no shadow tables of the read models.
    """

    def __init__(self, contents: Contents) -> None:
        self.woken = set[Work]()
        self._open(contents)

    def _open(self, contents: Contents) -> None:
        self.contents = contents
        self.log: LeadLog = MemoryLeadLog(contents)
        self.account_log: AccountLog = MemoryAccountLog(contents)
        self.leads = MemoryLeadList(contents)
        self.reminders = MemoryScheduledReminders(contents)
        self.quiet_leads = MemoryQuietLeads(contents)
        self.owner_statistics = MemoryOwnerStatistics(contents)
        self.accounts = MemoryAccounts(contents)
        self.positions: Positions = MemoryPositions(contents)
        self.outbox: Outbox = MemoryOutbox(contents)
        self.rate_limiter: RateLimiter = MemoryRateLimiter(contents)
        self.chat_states: ChatStates = MemoryChatStates(contents)
        self.attempts: DeliveryAttempts = MemoryDeliveryAttempts(contents)
        self.operator_actions: OperatorActions = MemoryOperatorActions(contents)
        self.installation: Installation = MemoryInstallation(contents)
        self.inbox: Inbox = MemoryInbox(contents)
        self.questions: OpenQuestions = MemoryOpenQuestions(contents)
        self.commands: ProcessedCommands = MemoryProcessedCommands(contents)

    def wake(self, *work: Work, elsewhere: bool = True) -> None:
        self.woken |= set(work)

    @property
    def looking(self) -> Transaction:
        return as_transaction(self)

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
    async def write(self, *, exclusive: bool = False) -> AsyncIterator[Transaction]:
        async with self._writing:
            tx = MemoryTransaction(self._committed.copy())
            yield as_transaction(tx)
            has_changed = tx.contents != self._committed
            self._committed = tx.contents
        if has_changed:
            self._on_commit(tx.woken)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        # A copy, so that what a reader writes by mistake is lost, as it is when a database rolls back.
        yield as_transaction(MemoryTransaction(self._committed.copy()))


def as_transaction(tx: MemoryTransaction) -> Transaction:
    return cast(Transaction, tx)  # without what is a database's: see its docstring
