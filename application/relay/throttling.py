"""Whether a 429 is about the whole bot or about one chat: Telegram does not say.

The first one pauses all. When the same chat is refused again soon, though others were let through since, it is its own
trouble.
"""

from datetime import datetime, timedelta

from application.delivery.outcome import Throttled
from application.ports.transaction import Transaction

SOON = timedelta(minutes=5)
"""After a pause is over: what was refused longer ago says nothing about now."""


async def is_this_chats_own(tx: Transaction, chat_id: int, refusal: Throttled, now: datetime) -> bool:
    since = now - 2 * refusal.retry_after - SOON
    return await tx.attempts.others_sent_since_throttled(chat_id, since=since)
