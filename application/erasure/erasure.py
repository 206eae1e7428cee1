"""Crypto-shredding leads: their words in the log become unreadable; it still replays, and its chain still holds.

Decisions stay in the log (when, which step, by which rule), without names. Residual personal data is redacted in the
same transaction; messages in flight at that moment are redacted when they have ended.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from application.accounts.owner import Owner
from application.erasure.redaction import BATCH, Redaction, chats_of
from application.errors import LeadNotFound, UnreadableEvent
from application.operator_request import OperatorRequest
from application.origin import OWNER, SCHEDULER, Origin
from application.ports.clock import Clock
from application.ports.personal_data import Erased, Redacted, ResidualData
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.projections.retire import forget_in_shadows
from application.recording import record
from application.transactions import run_in_transaction
from domain.errors import LeadIsErased
from domain.lead.decisions.ending import erase_lead

log = logging.getLogger(__name__)

BY_OWNER = "the owner deleted their data"
BY_RETENTION = "it had been deleted for {retention}"


@dataclass(frozen=True, slots=True)
class Erasure:
    """``retention`` is how long a deleted lead of these ``bots`` can be restored, None for ever; ``bots`` None are all.
    Every command is idempotent."""

    transactions: Transactions
    clock: Clock
    retention: timedelta | None
    redaction: Redaction
    bots: Sequence[int] | None = None

    async def erase(self, lead_id: UUID, request: OperatorRequest, *, dry_run: bool) -> Erased:
        """For operators. Raise ``LeadNotFound``, ``LeadIsErased``, ``UnreadableEvent``."""

        async def work(tx: Transaction) -> Redacted:
            origin = Origin(request.actor, request.command_id)
            redacted = await self._erase_one(tx, lead_id=lead_id, origin=origin, reason=request.reason)
            await tx.operator_actions.add(request.action("leads erase", self.clock.now(), details=str(lead_id)))
            return redacted

        redacted = await run_in_transaction(self.transactions, work, dry_run=dry_run)
        return Erased(1, redacted, is_compact=dry_run or await self.redaction.empty_write_ahead())

    async def erase_again(self, lead_ids: Sequence[UUID], request: OperatorRequest) -> Erased:
        """Of those leads, the ones that a backup has brought back."""
        return await self._erase_each(
            lead_ids, lambda lead_id: Origin(request.actor, request.command_id), request.reason
        )

    async def erase_all_of(self, owner: Owner, command_id: str) -> Erased:
        """Every lead of that owner, deleted leads too, and all else that was said in their chat. Outside of an open
        transaction each lead has its own, and after an interruption the same command does the rest."""
        lead_ids = await self.leads_of(owner.id)
        async with self.transactions.write() as tx:
            await tx.log.load_all(lead_ids)  # in one transaction: locks all leads, in their order, before the log
        erased = await self._erase_each(lead_ids, lambda lead_id: Origin(OWNER, command_id), BY_OWNER)
        redacted = await self.redaction.redact_chat(owner.id, owner.chat_id)
        return erased.with_more(redacted, is_compact=await self.redaction.empty_write_ahead())

    async def leads_of(self, owner_id: int) -> Sequence[UUID]:
        """Deleted leads too, in the order of their ids."""
        async with self.transactions.read() as tx:
            return await tx.leads.all_of(owner_id)

    async def erase_expired(self) -> Erased:
        """Leads that were deleted longer ago than can be restored."""
        if self.retention is None:
            return Erased()
        days, hours = self.retention.days, self.retention.seconds // 3600
        reason = BY_RETENTION.format(retention=f"{days} days" if days else f"{hours} hours")
        erased = Erased()
        while lead_ids := await self._expired(self.clock.now() - self.retention, but=erased.unreadable):
            erased += await self._erase_each(
                lead_ids, lambda lead_id: Origin(SCHEDULER, f"retention:{lead_id}"), reason
            )
        return erased

    async def _expired(self, before: datetime, *, but: Sequence[UUID]) -> Sequence[UUID]:
        async with self.transactions.read() as tx:
            ours = [tx] if self.bots is None else [tx.of_bot(bot_id) for bot_id in self.bots]
            found = [await one.leads.deleted_before(before, limit=BATCH + len(but)) for one in ours]
        return [lead_id for some in found for lead_id in some if lead_id not in but]

    async def _erase_each(self, lead_ids: Sequence[UUID], origin: Callable[[UUID], Origin], reason: str) -> Erased:
        """An unreadable lead is left, and does not stop the others."""
        erased, redacted, unreadable = 0, Redacted(), list[UUID]()
        for lead_id in lead_ids:
            work = partial(self._erase_one, lead_id=lead_id, origin=origin(lead_id), reason=reason)
            try:
                redacted += await run_in_transaction(self.transactions, work)
                erased += 1
            except UnreadableEvent as error:
                log.error("a lead was not erased", extra={"lead_id": str(lead_id), "problem": str(error)})
                unreadable.append(lead_id)
            except (LeadIsErased, LeadNotFound):
                continue
        return Erased(erased, redacted, not erased or await self.redaction.empty_write_ahead(), tuple(unreadable))

    async def _erase_one(self, tx: Transaction, *, lead_id: UUID, origin: Origin, reason: str) -> Redacted:
        """The event first: it must be the last event that the key is needed for."""
        now, lead = self.clock.now(), await tx.log.load(lead_id)
        tx = tx.of_bot(lead.state.bot_id)
        lead.record(erase_lead(lead.state, reason, at=now))
        await record(tx, lead, origin, at=now)
        await forget_in_shadows(tx, [lead.id])
        await tx.keys.destroy([lead.id])
        tx.wake(Work.HOUSEKEEPING)  # for the files, and for messages in flight
        residual = ResidualData(lead.state.bot_id, lead.id, await chats_of(tx, lead.state.chat_id), until=now)
        return await self.redaction.redact(tx, residual=residual)
