"""One transaction over everything: an event and all that follows from it are recorded together or not at all."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from application.ports.allowances import Allowances
from application.ports.attempts import DeliveryAttempts
from application.ports.bots import KnownBots
from application.ports.chain import LeadKeys, LogChain
from application.ports.chat_state import ChatStates
from application.ports.copy_detection import Installation
from application.ports.event_log import AccountLog, LeadLog
from application.ports.histories import Histories
from application.ports.inbox import Inbox, ProcessedCommands
from application.ports.invitations import Invitations
from application.ports.open_questions import OpenQuestions
from application.ports.operator_actions import OperatorActions
from application.ports.outbox import Outbox
from application.ports.personal_data import PersonalData
from application.ports.rate_limit import RateLimiter
from application.ports.read_models import (
    Accounts,
    LeadList,
    OwnerStatistics,
    Positions,
    QuietLeads,
    ScheduledReminders,
)
from application.ports.shadow_tables import ShadowTables
from application.ports.troubles import Troubles
from application.ports.work import Work


class Transaction(Protocol):
    """Of one bot, or of all. Of one, every port reads and changes rows of that bot only, and what it adds is that
    bot's. Of all, for operators and for work on the log, a port that is asked for a matter of one bot raises
    ``BotNotNamed``."""

    @property
    def bot_id(self) -> int | None:
        """None is all bots."""
        ...

    def of_bot(self, bot_id: int) -> "Transaction":
        """The same transaction, of that bot. Raise ``OtherBot`` when it is another's already."""
        ...

    @property
    def log(self) -> LeadLog: ...
    @property
    def account_log(self) -> AccountLog: ...
    @property
    def histories(self) -> Histories: ...
    @property
    def chain(self) -> LogChain: ...
    @property
    def keys(self) -> LeadKeys: ...
    @property
    def leads(self) -> LeadList: ...
    @property
    def reminders(self) -> ScheduledReminders: ...
    @property
    def quiet_leads(self) -> QuietLeads: ...
    @property
    def owner_statistics(self) -> OwnerStatistics: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def positions(self) -> Positions: ...
    @property
    def shadows(self) -> ShadowTables: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def rate_limiter(self) -> RateLimiter: ...
    @property
    def chat_states(self) -> ChatStates: ...
    @property
    def attempts(self) -> DeliveryAttempts: ...
    @property
    def operator_actions(self) -> OperatorActions: ...
    @property
    def installation(self) -> Installation: ...
    @property
    def personal_data(self) -> PersonalData: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def questions(self) -> OpenQuestions: ...
    @property
    def commands(self) -> ProcessedCommands: ...
    @property
    def troubles(self) -> Troubles: ...
    @property
    def allowances(self) -> Allowances: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def bots(self) -> KnownBots: ...
    @property
    def looking(self) -> "Transaction":
        """The same transaction for reading only: it locks nothing for its writer."""
        ...

    def wake(self, *work: Work, elsewhere: bool = True) -> None:
        """Notify the loops of such work after the commit, here and in other processes; not ``elsewhere`` when the loop
        at work goes on by itself. It only saves time: what there is to do is read from the tables."""
        ...

    def savepoint(self) -> AbstractAsyncContextManager[object]:
        """What is done in the block is undone when it raises; the transaction itself goes on."""
        ...


class Transactions(Protocol):
    """Never keep one open during a call to Telegram or a language model."""

    def write(self, *, exclusive: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """Commits when the block ends, rolls back when it raises. Raise ``DatabaseUnavailable``; on PostgreSQL
        ``ConcurrentChange`` too, at commit or before, after a lost race.

        ``exclusive`` keeps out all other writers, and all readers of read models, until the block ends. It waits only
        briefly for transactions that are open: then raise ``ConcurrentChange``."""
        ...

    def read(self) -> AbstractAsyncContextManager[Transaction]:
        """One snapshot: later commits of others are not seen."""
        ...
