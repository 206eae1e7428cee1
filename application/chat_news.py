"""Whether an owner can be reached is a fact of their account too, beside the lane that the relay goes by."""

import logging
from collections.abc import Callable
from datetime import datetime

from application.errors import UnreadableEvent
from application.origin import Origin
from application.ports.transaction import Transaction
from application.recording import Recording
from domain.account import Account

log = logging.getLogger(__name__)

News = Callable[[Account], None]


async def take_chat_news(tx: Transaction, chat_id: int, news: News, origin: Origin, recording: Recording) -> None:
    """Nothing for a chat whose owner has no account. One that cannot be read stops nobody's messages.

    Loads the account, so it comes before any lead is loaded.
    """
    row = await tx.accounts.of_chat(chat_id)
    if row is None:
        return
    try:
        account = recording.account(row.account_id) or await tx.account_log.load(row.owner_id, to_change=True)
    except UnreadableEvent as error:
        log.error("an account cannot be told about its chat", extra={"reason": str(error)})
        return
    if account is not None:
        news(account)
        recording.take_account(account, origin)


async def record_chat_news(tx: Transaction, chat_id: int, news: News, origin: Origin, *, at: datetime) -> None:
    """By itself, in the caller's transaction."""
    recording = Recording()
    await take_chat_news(tx, chat_id, news, origin, recording)
    await recording.write(tx, at=at)
