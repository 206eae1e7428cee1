"""T2, the call, T3: hands entries to Telegram, each at most once for each decision to send it.

T2 leases an entry with a fresh token and commits; then Telegram is called, outside any transaction; T3 settles by
that token. Whoever dies in between leaves a lease that runs out, and what cannot be known is called unconfirmed.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.delivery import Entry, EntryState, NotSent, Outcome, Settlement, Unconfirmed
from application.delivery_record import record_settlement
from application.ports.clock import Clock
from application.ports.messenger import Messenger
from application.ports.transaction import Transaction, Transactions
from application.retrying import in_one_transaction
from application.settlement import Settling

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OutboxRelay:
    """``lease`` is more than twice the messenger's request time-out, so that a lease outlives its call."""

    transactions: Transactions
    messenger: Messenger
    clock: Clock
    settling: Settling
    lease: timedelta
    at_once: int = 8

    async def relay_due(self) -> int:
        """Sends what is due, at most one for each chat; gives how many were tried."""
        leased_at = self.clock.monotonic()
        entries = await self._lease()
        async with asyncio.TaskGroup() as sending:
            for entry in entries:
                sending.create_task(self._deliver(entry, leased_at))
        return len(entries)

    async def rescue(self) -> int:
        """Settles as unconfirmed what was being sent by somebody who is gone; gives how many."""
        async with self.transactions.read() as tx:
            overdue = await tx.outbox.overdue_leases(self.clock.now(), limit=100)
        for entry in overdue:
            await self._try_to_settle(entry, Unconfirmed("its sender died or hung while sending"))
        return len(overdue)

    async def next_due_at(self) -> datetime | None:
        """When something may be sent or rescued; not before a pause ends."""
        async with self.transactions.read() as tx:
            due_at = await tx.outbox.next_due_at()
            pause = await tx.relay_gate.pause()
        return max(due_at, pause.until) if due_at and pause else due_at

    async def _lease(self) -> Sequence[Entry]:
        async def work(tx: Transaction) -> Sequence[Entry]:
            now = self.clock.now()
            pause = await tx.relay_gate.pause()
            if pause is not None and pause.until > now:
                return []
            return await tx.outbox.lease_due(now, lease_until=now + self.lease, limit=self.at_once)

        return await in_one_transaction(self.transactions, work)

    async def _deliver(self, entry: Entry, leased_at: float) -> None:
        await self._try_to_settle(entry, await self._hand_over(entry, leased_at))

    async def _try_to_settle(self, entry: Entry, outcome: Outcome) -> None:
        """What cannot be recorded now is left to its lease: it must not stop the calls beside it."""
        try:
            await self._settle(entry, outcome)
        except Exception:  # whatever it was, the other entries must not notice
            log.exception("an outcome could not be recorded", extra={"entry_id": entry.id})

    async def _hand_over(self, entry: Entry, leased_at: float) -> Outcome:
        """By the monotonic clock: a wall clock set back must not make an old lease look fresh."""
        if self.clock.monotonic() - leased_at > self.lease.total_seconds() / 2:
            return NotSent("too little of the lease was left")
        content = entry.content
        if entry.edits_message_id is None:
            return await self.messenger.send(content.chat_id, content.message)
        return await self.messenger.edit(content.chat_id, entry.edits_message_id, content.message)

    async def _settle(self, entry: Entry, outcome: Outcome) -> None:
        async def work(tx: Transaction) -> Settlement | None:
            now = self.clock.now()
            settlement = self.settling.settle(entry, outcome, now=now)
            if settlement.paused_for is not None:
                await tx.relay_gate.pause_until(now + settlement.paused_for, reason=settlement.reason)
            if not await self._written(tx, entry, settlement, now):
                return None
            await record_settlement(tx, entry, settlement, at=now)
            return settlement

        settled = await in_one_transaction(self.transactions, work)
        if settled is not None:  # an attempt that lost its lease has nothing to say about the entry
            _report(entry, settled)

    async def _written(self, tx: Transaction, entry: Entry, settlement: Settlement, now: datetime) -> bool:
        if entry.token is None:
            raise ValueError(f"entry {entry.id} was never leased")
        return await tx.outbox.settle(entry.id, token=entry.token, settlement=settlement, at=now)


def _report(entry: Entry, settlement: Settlement) -> None:
    fields = {"entry_id": entry.id, "state": settlement.state.value, "reason": settlement.reason}
    if settlement.paused_for is not None:
        log.warning("the relay pauses", extra={**fields, "seconds": settlement.paused_for.total_seconds()})
    elif settlement.state is not EntryState.SENT:
        log.warning("a message was not sent", extra=fields)
