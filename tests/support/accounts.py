"""Accounts for tests, and ways to get one quickly."""

from collections.abc import Sequence
from datetime import datetime

from application.origin import OWNER, Origin
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.account.account import Account
from domain.account.events import Event as AccountEvent
from domain.account.preferences import Preferences
from domain.recorded_event import RecordedEvent
from tests.support.leads import BOT_ID, MONDAY_9AM, OWNER_ID

DEFAULTS = Preferences()


def an_account(owner_id: int = OWNER_ID, preferences: Preferences = DEFAULTS, *, at: datetime = MONDAY_9AM) -> Account:
    """With its events still to be collected."""
    return Account.open(BOT_ID, owner_id, chat_id=owner_id * 10, preferences=preferences, at=at)


async def account_histories(transactions: Transactions) -> Sequence[Sequence[RecordedEvent]]:
    """Of all accounts, in the order of their ids."""
    async with transactions.read() as tx:
        log = await tx.log.page(after=0, limit=10_000)
    events = [recorded.event for recorded in log if isinstance(recorded.event, AccountEvent)]
    account_ids = sorted({event.originator_id for event in events})
    return [[event for event in events if event.originator_id == one] for one in account_ids]


async def keep_accounts(transactions: Transactions, *accounts: Account) -> None:
    """Records what is new about them, each in a transaction of its own."""
    for account in accounts:
        async with transactions.write() as tx:
            recording = Recording()
            recording.take_account(account, Origin(OWNER, f"test:{account.id}:{account.version}"))
            await recording.write(tx, at=account.state.changed_at)
