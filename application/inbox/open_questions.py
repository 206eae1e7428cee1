"""Which words of a person are the answer to what the bot has asked, and how words that are none come back as a note."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions

ANSWERED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Questions:
    """Reads only: a question is asked and closed where the update that does so is marked handled."""

    transactions: Transactions
    clock: Clock

    async def open_in(self, chat_id: int, *, written_at: datetime) -> str | None:
        """The question that words written at that moment answer.

        Words that lay in a queue while we were away are as old as they were when written. A clock of the messenger's
        that is ahead of ours makes them no older than they are by ours.
        """
        async with self.transactions.read() as tx:
            question = await tx.questions.of(chat_id)
        if question is None:
            return None
        age = min(written_at, self.clock.now()) - question.asked_at
        return question.question if age < ANSWERED_WITHIN else None

    async def kept(self, bot_id: int, update_id: int) -> InboundUpdate | None:
        """An update as it came."""
        async with self.transactions.read() as tx:
            return await tx.inbox.kept(bot_id, update_id)
