"""Accounts for tests, and ways to get one quickly."""

from collections.abc import Sequence
from datetime import datetime

from application.origin import OWNER, Origin
from application.ports.histories import Category
from application.ports.transaction import Transactions
from application.recording import Recording
from domain.account.account import Account
from domain.account.preferences import Preferences
from domain.recorded_event import RecordedEvent
from tests.leads import MONDAY_9AM, OWNER_ID

DEFAULTS = Preferences()


def an_account(owner_id: int = OWNER_ID, preferences: Preferences = DEFAULTS, *, at: datetime = MONDAY_9AM) -> Account:
    """With its events still to be collected."""
    return Account.open(owner_id, chat_id=owner_id * 10, preferences=preferences, at=at)


async def account_histories(transactions: Transactions) -> Sequence[Sequence[RecordedEvent]]:
    """Of all accounts, in the order of their ids."""
    async with transactions.read() as tx:
        batch = await tx.histories.batch(Category.ACCOUNTS, after=None, until=10_000, events=10_000)
    return [[recorded.event for recorded in history] for history in batch.histories]


async def keep_accounts(transactions: Transactions, *accounts: Account) -> None:
    """Records what is new about them, each in a transaction of its own."""
    for account in accounts:
        async with transactions.write() as tx:
            recording = Recording()
            recording.take_account(account, Origin(OWNER, f"test:{account.id}:{account.version}"))
            await recording.write(tx, at=account.state.changed_at)
