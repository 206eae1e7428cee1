"""What people said outside of the log loses its words: with an erasure, and again for what was on its way then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from application.ports.clock import Clock
from application.ports.personal_data import Redacted, ResidualData
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.transactions import run_in_transaction

BATCH = 100
HANDLED_KEPT = timedelta(days=1)
"""How long an update keeps its words after it was handled: what it did is in the log, and a press on an old card brings
that card's words along. One with a problem keeps them until its owner's words are erased."""

EmptyWriteAhead = Callable[[], Awaitable[bool]]
"""Takes what was overwritten out of the database's files too; False when that could not be done now."""


async def after_the_commit() -> bool:
    """Within a transaction the files cannot be emptied: housekeeping does so, woken by its commit."""
    return False


@dataclass(frozen=True, slots=True)
class Redaction:
    transactions: Transactions
    clock: Clock
    empty_write_ahead: EmptyWriteAhead

    async def redact(self, tx: Transaction, *, residual: ResidualData) -> Redacted:
        """Remembers it while something is on its way."""
        redacted = await tx.personal_data.redact(residual, at=self.clock.now())
        if redacted.waiting:
            await tx.personal_data.remember(residual)
        else:
            await tx.personal_data.forget(residual.lead_id)
        return redacted

    async def redact_chat(self, whose: UUID, chat_id: int) -> Redacted:
        """All that was said there about nobody's lead."""

        async def work(tx: Transaction) -> Redacted:
            tx.wake(Work.HOUSEKEEPING)
            return await self.redact(
                tx, residual=ResidualData(whose, await chats_of(tx, chat_id), until=self.clock.now())
            )

        return await run_in_transaction(self.transactions, work)

    async def redact_remembered(self) -> Redacted:
        """What was on its way, and has ended since."""
        redacted, after = Redacted(), None
        while traces := await self._remembered(after):
            for residual in traces:
                redacted += await run_in_transaction(self.transactions, partial(self.redact, residual=residual))
            after = traces[-1].lead_id
        return redacted

    async def forget_handled(self) -> None:
        """The words of updates that were handled long enough ago."""
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
    """Also after the chat has moved."""
    moved_to = (await tx.chat_states.get(chat_id)).moved_to
    return frozenset({chat_id} | ({moved_to} if moved_to is not None else set()))
