"""Redacting personal data outside of the log: with an erasure, and again for messages that were in flight then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from application.ports.bots import bot_of
from application.ports.clock import Clock
from application.ports.personal_data import Redacted, ResidualData
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.transactions import run_in_transaction
from domain.account.account import account_id_of

BATCH = 100
HANDLED_KEPT = timedelta(days=1)
"""How long a handled update keeps its words: its effects are in the log, and a press on an old card carries that card's
words. An update with a problem keeps them until its owner's data is erased."""

EmptyWriteAhead = Callable[[], Awaitable[bool]]
"""Takes overwritten data out of the database's files too; False when it could not be done now."""


async def after_the_commit() -> bool:
    """Where files cannot be emptied, as within a transaction: housekeeping does so later."""
    return False


@dataclass(frozen=True, slots=True)
class Redaction:
    transactions: Transactions
    clock: Clock
    empty_write_ahead: EmptyWriteAhead

    async def redact(self, tx: Transaction, *, residual: ResidualData) -> Redacted:
        """Remember ``residual`` while messages are in flight."""
        tx = tx.of_bot(residual.bot_id)
        redacted = await tx.personal_data.redact(residual, at=self.clock.now())
        if redacted.waiting:
            await tx.personal_data.remember(residual)
        else:
            await tx.personal_data.forget(residual.lead_id)
        return redacted

    async def redact_chat(self, owner_id: int, chat_id: int) -> Redacted:
        """All that was said in the owner's chat with this bot and belongs to no lead."""

        async def work(tx: Transaction) -> Redacted:
            tx.wake(Work.HOUSEKEEPING)
            account_id = account_id_of(bot_of(tx), owner_id)
            residual = ResidualData(bot_of(tx), account_id, await chats_of(tx, chat_id), until=self.clock.now())
            return await self.redact(tx, residual=residual)

        return await run_in_transaction(self.transactions, work)

    async def redact_remembered(self) -> Redacted:
        """Messages that were in flight, and have ended since."""
        redacted, after = Redacted(), None
        while remembered := await self._remembered(after):
            for residual in remembered:
                redacted += await run_in_transaction(self.transactions, partial(self.redact, residual=residual))
            after = remembered[-1].lead_id
        return redacted

    async def forget_handled(self) -> None:
        """The words of updates that were handled before ``HANDLED_KEPT``."""
        before = self.clock.now() - HANDLED_KEPT
        async with self.transactions.read() as tx:
            if not await tx.inbox.remembers_handled(before=before):
                return
        async with self.transactions.write() as tx:
            await tx.inbox.forget_handled(before=before)

    async def _remembered(self, after: UUID | None) -> list[ResidualData]:
        async with self.transactions.read() as tx:
            return list(await tx.personal_data.remembered(after=after, limit=BATCH))


async def chats_of(tx: Transaction, chat_id: int) -> frozenset[int]:
    """The chat, and where it has moved."""
    moved_to = (await tx.chat_states.get(chat_id)).moved_to
    return frozenset(one for one in (chat_id, moved_to) if one is not None)
