"""Regular work: erasing leads and updates after their retention, and sending the log's seal each day."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.audit.proof import LogProof, Seal
from application.delivery.entry import EntryKind, NewEntry
from application.erasure.erasure import Erasure
from application.errors import ApplicationError
from application.ports.bots import bot_of
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import enqueue
from application.transactions import run_in_transaction
from application.wording.notices import seal_message

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
SOON = timedelta(minutes=1)


ALLOWANCES_KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """Of all bots. ``admins`` are chats that get the log's seal once a day, so that it is kept outside of the database;
    the bot ``sent_by`` sends it."""

    transactions: Transactions
    clock: Clock
    erasure: Erasure
    proof: LogProof
    admins: frozenset[int]
    sent_by: int | None = None

    async def tidy(self) -> None:
        """Idempotent, also by several programs at once. A failure of one part is reported, and does not stop the
        others."""
        redaction = self.erasure.redaction
        redacting = (self.erasure.erase_expired, redaction.redact_remembered, redaction.forget_handled)
        for part in (*redacting, self._forget_allowances, self._post_seal):
            try:
                await part()
            except ApplicationError as error:
                log.error("a part of housekeeping failed", extra={"part": part.__name__, "problem": str(error)})
        if not await redaction.empty_write_ahead():
            log.warning("there are always readers: erased data may still be in the write-ahead file")

    async def next_at(self) -> datetime:
        """Soon, while messages about an erased lead are in flight."""
        async with self.transactions.read() as tx:
            waits = await tx.personal_data.remembered(limit=1)
        return self.clock.now() + (SOON if waits else EVERY)

    async def _forget_allowances(self) -> None:
        """All windows are over by then."""
        async with self.transactions.write() as tx:
            await tx.allowances.forget(before=self.clock.now() - ALLOWANCES_KEPT)

    async def _post_seal(self) -> None:
        """Once for each day in UTC."""
        if not self.admins:
            return
        async with self.transactions.read() as tx:
            bot_id = self.sent_by or bot_of(tx)
            if await tx.of_bot(bot_id).commands.is_known(_sealing(self.clock.now())):
                return
        seal = await self.proof.seal()
        await run_in_transaction(self.transactions, lambda tx: self._enqueue(tx.of_bot(bot_id), seal))

    async def _enqueue(self, tx: Transaction, seal: Seal) -> None:
        now = self.clock.now()
        if not await tx.commands.remember(_sealing(now), at=now):
            return
        notices = [NewEntry(EntryKind.NOTICE, chat_id, seal_message(seal)) for chat_id in sorted(self.admins)]
        await enqueue(tx, *notices, at=now)


def _sealing(at: datetime) -> str:
    """The command id."""
    return f"seal:{at:%Y-%m-%d}"
