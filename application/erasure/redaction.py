"""What people said outside of the log loses its words: with an erasure, and again for what was on its way then."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from application.ports.clock import Clock
from application.ports.personal_data import Trace, Wiped
from application.ports.transaction import Transaction, Transactions
from application.transactions import in_one_transaction

BATCH = 100
HANDLED_KEPT = timedelta(days=1)
"""How long an update keeps its words after it was handled: what it did is in the log, and a press on an old card brings
that card's words along. One with a problem keeps them until its owner's words are erased."""

EmptyWriteAhead = Callable[[], Awaitable[bool]]
"""Takes what was overwritten out of the database's files too; False when that could not be done now."""


@dataclass(frozen=True, slots=True)
class TraceWiping:
    transactions: Transactions
    clock: Clock
    empty_write_ahead: EmptyWriteAhead

    async def wipe(self, tx: Transaction, *, trace: Trace) -> Wiped:
        """Remembers it while something is on its way."""
        wiped = await tx.traces.wipe(trace, at=self.clock.now())
        if wiped.waiting:
            await tx.traces.remember(trace)
        else:
            await tx.traces.forget(trace.lead_id)
        return wiped

    async def wipe_chat(self, whose: UUID, chat_id: int) -> Wiped:
        """All that was said there about nobody's lead."""

        async def work(tx: Transaction) -> Wiped:
            return await self.wipe(tx, trace=Trace(whose, await chats_of(tx, chat_id), until=self.clock.now()))

        return await in_one_transaction(self.transactions, work)

    async def wipe_remembered(self) -> Wiped:
        """What was on its way, and has ended since."""
        wiped, after = Wiped(), None
        while traces := await self._remembered(after):
            for trace in traces:
                wiped += await in_one_transaction(self.transactions, partial(self.wipe, trace=trace))
            after = traces[-1].lead_id
        return wiped

    async def forget_handled(self) -> None:
        """The words of updates that were handled long enough ago."""
        async with self.transactions.write() as tx:
            await tx.inbox.forget_handled(before=self.clock.now() - HANDLED_KEPT)

    async def _remembered(self, after: UUID | None) -> list[Trace]:
        async with self.transactions.read() as tx:
            return list(await tx.traces.remembered(after=after, limit=BATCH))


async def chats_of(tx: Transaction, chat_id: int) -> frozenset[int]:
    """Also after the chat has moved."""
    moved_to = (await tx.lanes.get(chat_id)).moved_to
    return frozenset({chat_id} | ({moved_to} if moved_to is not None else set()))
