"""Whether an owner can be reached is a fact of their account too, beside the lane that the relay goes by."""

from datetime import datetime

from application.journal import Recording
from application.origin import Origin
from application.ports.transaction import Transaction
from domain.account import Account


async def record_chat_lost(tx: Transaction, chat_id: int, reason: str, origin: Origin, *, at: datetime) -> None:
    """Nothing for a chat whose owner has no account."""
    if account := await _account_of(tx, chat_id):
        account.record_chat_lost(reason, at=at)
        await _record(tx, account, origin, at)


async def record_chat_regained(tx: Transaction, chat_id: int, origin: Origin, *, at: datetime) -> None:
    if account := await _account_of(tx, chat_id):
        account.record_chat_regained(at=at)
        await _record(tx, account, origin, at)


async def record_chat_moved(tx: Transaction, chat_id: int, to: int, origin: Origin, *, at: datetime) -> None:
    if account := await _account_of(tx, chat_id):
        account.record_chat_moved(to, at=at)
        await _record(tx, account, origin, at)


async def _account_of(tx: Transaction, chat_id: int) -> Account | None:
    row = await tx.accounts.of_chat(chat_id)
    return None if row is None else await tx.account_log.load(row.owner_id, to_change=True)


async def _record(tx: Transaction, account: Account, origin: Origin, at: datetime) -> None:
    recording = Recording()
    recording.take_account(account, origin)
    await recording.write(tx, at=at)
