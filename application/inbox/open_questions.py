"""Which text is the answer to a question of the bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transactions

ANSWERED_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Questions:
    """Reads only: a question is asked and closed by the update that is handled."""

    transactions: Transactions
    clock: Clock

    async def open_in(self, chat_id: int, *, written_at: datetime | None) -> str | None:
        """The question that a text written at that moment answers, however long the text lay in a queue.

        By our clock, when the messenger's is ahead of it, or does not say.
        """
        async with self.transactions.read() as tx:
            question = await tx.questions.of(chat_id)
        if question is None:
            return None
        now = self.clock.now()
        age = min(written_at or now, now) - question.asked_at
        return question.question if age < ANSWERED_WITHIN else None

    async def kept(self, bot_id: int, update_id: int) -> Sequence[InboundUpdate]:
        """An update as it came, with the other parts of its message; empty when it is not known any more."""
        async with self.transactions.read() as tx:
            update = await tx.inbox.kept(bot_id, update_id)
            return await tx.inbox.parts_of(update) if update else []
