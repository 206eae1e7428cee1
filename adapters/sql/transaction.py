"""One transaction over everything, on SQL: of one bot, or of all."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.sql.bot_scope import BotConnection
from adapters.sql.delivery.attempts import SqlDeliveryAttempts
from adapters.sql.delivery.chat_states import SqlChatStates
from adapters.sql.delivery.known_bots import SqlKnownBots
from adapters.sql.delivery.operator_actions import SqlInstallation, SqlOperatorActions
from adapters.sql.delivery.outbox import SqlOutbox
from adapters.sql.delivery.personal_data import SqlPersonalData
from adapters.sql.delivery.rate_limit import SqlRateLimiter
from adapters.sql.delivery.troubles import SqlTroubles
from adapters.sql.encryption.key_store import SqlLeadKeys
from adapters.sql.encryption.keyring import Keyring
from adapters.sql.inbox.allowances import SqlAllowances
from adapters.sql.inbox.inbox import SqlInbox, SqlProcessedCommands
from adapters.sql.inbox.invitations import SqlInvitations
from adapters.sql.inbox.open_questions import SqlOpenQuestions
from adapters.sql.log.account_log import SqlAccountLog
from adapters.sql.log.chain import SqlLogChain
from adapters.sql.log.histories import SqlHistories
from adapters.sql.log.lead_log import SqlLeadLog
from adapters.sql.read_models.accounts import SqlAccounts
from adapters.sql.read_models.lead_list import SqlLeadList
from adapters.sql.read_models.owner_statistics import SqlOwnerStatistics
from adapters.sql.read_models.positions import SqlPositions
from adapters.sql.read_models.quiet_leads import SqlQuietLeads
from adapters.sql.read_models.scheduled_reminders import SqlScheduledReminders
from adapters.sql.read_models.shadow_states import SqlShadowTables
from application.ports.bots import ALL_BOTS, OtherBot
from application.ports.work import Work


@dataclass(slots=True)
class Woken:
    """The work that a commit brings to the loops of this process, and of others."""

    here: set[Work] = field(default_factory=set)
    elsewhere: set[Work] = field(default_factory=set)


class SqlTransaction:
    """The ports, all on one connection with an open transaction: those of bots' rows, and those of the log."""

    def __init__(
        self,
        connection: AsyncConnection,
        keyring: Keyring,
        *,
        bot_id: int | None,
        writes: bool,
        woken: Woken | None = None,
    ) -> None:
        self._connection, self._keyring, self._writes = connection, keyring, writes
        self.bot_id, self.woken = bot_id, woken or Woken()
        self._open_log(connection, keyring)
        locks = writes and connection.dialect.name == "postgresql"
        self._open_rows(BotConnection(connection, bot_id), keyring, locks=locks)

    def _open_log(self, connection: AsyncConnection, keyring: Keyring) -> None:
        self.log = SqlLeadLog(connection, keyring, bot_id=self.bot_id, writes=self._writes)
        self.keys = SqlLeadKeys(connection, keyring)
        self.chain = SqlLogChain(connection)
        self.histories = SqlHistories(connection, keyring)
        self.positions = SqlPositions(connection)
        self.shadows = SqlShadowTables(connection)
        self.operator_actions = SqlOperatorActions(connection)
        self.installation = SqlInstallation(connection)
        self.troubles = SqlTroubles(connection)

    def _open_rows(self, connection: BotConnection, keyring: Keyring, *, locks: bool) -> None:
        self.account_log = SqlAccountLog(connection, keyring, writes=self._writes)
        self.leads = SqlLeadList(connection)
        self.reminders = SqlScheduledReminders(connection, locks_leads=locks)
        self.quiet_leads = SqlQuietLeads(connection)
        self.owner_statistics = SqlOwnerStatistics(connection)
        self.accounts = SqlAccounts(connection)
        self.outbox = SqlOutbox(connection)
        self.rate_limiter = SqlRateLimiter(connection, locks=locks)
        self.chat_states = SqlChatStates(connection)
        self.attempts = SqlDeliveryAttempts(connection)
        self.personal_data = SqlPersonalData(connection)
        self.inbox = SqlInbox(connection)
        self.allowances = SqlAllowances(connection)
        self.invitations = SqlInvitations(connection)
        self.questions = SqlOpenQuestions(connection)
        self.commands = SqlProcessedCommands(connection)
        self.bots = SqlKnownBots(connection)

    def wake(self, *work: Work, elsewhere: bool = True) -> None:
        self.woken.here |= set(work)
        self.woken.elsewhere |= set(work) if elsewhere else set()

    @property
    def looking(self) -> "SqlTransaction":
        return SqlTransaction(self._connection, self._keyring, bot_id=self.bot_id, writes=False)

    def of_bot(self, bot_id: int) -> "SqlTransaction":
        if self.bot_id not in (None, bot_id):
            raise OtherBot(self.bot_id or ALL_BOTS, bot_id)
        return SqlTransaction(self._connection, self._keyring, bot_id=bot_id, writes=self._writes, woken=self.woken)

    def savepoint(self) -> AbstractAsyncContextManager[object]:
        return self._connection.begin_nested()
