"""Erasing leads for real: the key goes, and with it what anybody said; the log still replays and its chain still holds.

What was decided stays in the log (when, which step, by which rule): it names nobody. What people said outside of the
log is redacted in the same transaction; what is on its way at that moment is redacted when it has ended.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
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
from domain.account.account import account_id_of
from domain.errors import LeadIsErased
from domain.lead.decisions.ending import erase_lead
from domain.lead.lead import Lead

log = logging.getLogger(__name__)

BY_OWNER = "the owner deleted their data"
BY_RETENTION = "it had been deleted for {retention}"


@dataclass(frozen=True, slots=True)
class Erasure:
    """``retention`` is how long a deleted lead can be restored; None for ever. Every command may be run again: what is
    erased stays so."""

    transactions: Transactions
    clock: Clock
    retention: timedelta | None
    redaction: Redaction

    async def erase(self, lead_id: UUID, request: OperatorRequest, *, dry_run: bool) -> Erased:
        """For operators. Raises ``LeadNotFound``, ``LeadIsErased``, ``UnreadableEvent``."""

        async def work(tx: Transaction) -> Redacted:
            origin = Origin(request.actor, request.command_id)
            redacted = await self._erase_one(tx, lead_id=lead_id, origin=origin, reason=request.reason)
            await tx.operator_actions.add(request.action("leads erase", self.clock.now(), details=str(lead_id)))
            return redacted

        redacted = await run_in_transaction(self.transactions, work, dry_run=dry_run)
        return Erased(1, redacted, is_compact=dry_run or await self.redaction.empty_write_ahead())

    async def erase_again(self, lead_ids: Sequence[UUID], request: OperatorRequest) -> Erased:
        """Those of them that are there and not erased: a backup has brought them back."""
        return await self._erase_each(
            lead_ids, lambda lead_id: Origin(request.actor, request.command_id), request.reason
        )

    async def erase_all_of(self, owner: Owner, command_id: str) -> Erased:
        """Every lead of that owner, the deleted ones too, each in a transaction of its own, and whatever else was said
        in their chat. Interrupted, it goes on when the command is run again."""
        lead_ids = await self.leads_of(owner.id)
        erased = await self._erase_each(lead_ids, lambda lead_id: Origin(OWNER, command_id), BY_OWNER)
        redacted = await self.redaction.redact_chat(account_id_of(owner.id), owner.chat_id)
        return erased.with_more(redacted, is_compact=await self.redaction.empty_write_ahead())

    async def leads_of(self, owner_id: int) -> Sequence[UUID]:
        """What that would be, in the order of their ids."""
        async with self.transactions.read() as tx:
            return await tx.leads.all_of(owner_id)

    async def erase_expired(self) -> Erased:
        """Leads that were deleted longer ago than can be restored."""
        if self.retention is None:
            return Erased()
        reason = BY_RETENTION.format(retention=_in_words(self.retention))
        erased = Erased()
        while lead_ids := await self._expired(but=erased.unreadable):
            erased += await self._erase_each(
                lead_ids, lambda lead_id: Origin(SCHEDULER, f"retention:{lead_id}"), reason
            )
        return erased

    async def _expired(self, *, but: Sequence[UUID]) -> Sequence[UUID]:
        if self.retention is None:
            return []
        async with self.transactions.read() as tx:
            before = self.clock.now() - self.retention
            return [one for one in await tx.leads.deleted_before(before, limit=BATCH + len(but)) if one not in but]

    async def _erase_each(self, lead_ids: Sequence[UUID], origin: Callable[[UUID], Origin], reason: str) -> Erased:
        """One that cannot be read is in nobody's way."""
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
        return await self._erase(tx, await tx.log.load(lead_id), origin, reason)

    async def _erase(self, tx: Transaction, lead: Lead, origin: Origin, reason: str) -> Redacted:
        """The event first: it must be the last one that the key could have been needed for."""
        now = self.clock.now()
        lead.record(erase_lead(lead.state, reason, at=now))
        await record(tx, lead, origin, at=now)
        await forget_in_shadows(tx, [lead.id])
        await tx.keys.destroy([lead.id])
        tx.wake(Work.HOUSEKEEPING)  # the files are to be emptied too, and what is on its way is looked after
        return await self.redaction.redact(
            tx, residual=ResidualData(lead.id, await chats_of(tx, lead.state.chat_id), until=now)
        )


def _in_words(retention: timedelta) -> str:
    return f"{retention.days} days" if retention.days else f"{retention.seconds // 3600} hours"
