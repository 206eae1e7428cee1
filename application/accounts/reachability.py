"""Whether an owner can be reached: by their writing to the bot, or blocking it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from application.delivery.entry import EntryKind, NewEntry
from application.errors import UnreadableEvent
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import Recording, enqueue
from application.transactions import run_in_transaction
from application.wording.notices import overdue_notice
from domain.account.decisions import chat_lost, chat_regained
from domain.account.events import Event
from domain.account.state import AccountState

log = logging.getLogger(__name__)

News = Callable[[AccountState], Event | None]


async def take_chat_news(tx: Transaction, chat_id: int, news: News, origin: Origin, recording: Recording) -> None:
    """For a chat whose owner has an account. An unreadable account does not stop messages.

    Loads the account, so it comes before any lead is loaded.
    """
    row = await tx.accounts.of_chat(chat_id)
    if row is None:
        return
    try:
        account = recording.account(row.account_id) or await tx.account_log.load(row.owner_id, to_change=True)
    except UnreadableEvent as error:
        log.error("the state of a chat was not recorded on its account", extra={"reason": str(error)})
        return
    if account is not None:
        account.record(news(account.state))
        recording.take_account(account, origin)


async def record_chat_news(tx: Transaction, chat_id: int, news: News, origin: Origin, *, at: datetime) -> None:
    """Alone, in the caller's transaction."""
    recording = Recording()
    await take_chat_news(tx, chat_id, news, origin, recording)
    await recording.write(tx, at=at)


BLOCKED = "its person has blocked the bot"


@dataclass(frozen=True, slots=True)
class ChatReachability:
    """Messages to a chat that cannot be reached wait, and expire like all others."""

    transactions: Transactions
    clock: Clock

    async def note_blocked(self, chat_id: int) -> None:
        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            await tx.chat_states.mark_unreachable(chat_id, reason=BLOCKED, at=now)
            origin = Origin(OWNER, f"blocked:{chat_id}:{now.isoformat()}")
            await record_chat_news(tx, chat_id, lambda state: chat_lost(state, BLOCKED, at=now), origin, at=now)

        await run_in_transaction(self.transactions, work)

    async def note_back(self, chat_id: int, *, owner_id: int) -> None:
        """An owner with overdue steps gets a notice about the list. Mostly it only reads: almost every update calls
        it."""
        async with self.transactions.read() as tx:
            if (await tx.chat_states.get(chat_id)).unreachable_since is None:
                return
            account = await tx.accounts.of_chat(chat_id)
            if account is not None and account.blocked_since is not None:
                return  # an operator keeps them out
        await run_in_transaction(self.transactions, lambda tx: self._welcome(tx, chat_id, owner_id))

    async def _welcome(self, tx: Transaction, chat_id: int, owner_id: int) -> None:
        now = self.clock.now()
        await tx.chat_states.mark_reachable(chat_id)
        tx.wake(Work.MESSAGES)
        origin = Origin(OWNER, f"back:{chat_id}:{now.isoformat()}")
        await record_chat_news(tx, chat_id, lambda state: chat_regained(state, at=now), origin, at=now)
        missed = await tx.reminders.count_overdue(owner_id)
        if missed and not await tx.outbox.has_queued(EntryKind.NOTICE, chat_id):
            await enqueue(tx, NewEntry(EntryKind.NOTICE, chat_id, overdue_notice()), at=now)
