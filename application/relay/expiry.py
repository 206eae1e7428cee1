"""A reminder that is too late to be of use is not sent: it goes to its owner's overdue list, with one notice."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry, Settlement
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import enqueue
from application.relay.lead_outcomes import record_settlements
from application.transactions import run_in_transaction
from application.wording.notices import overdue_notice
from domain.reminders.reminder import ReminderKind

EXPIRED = Settlement(EntryState.EXPIRED, reason="too late to be of use")


@dataclass(frozen=True, slots=True)
class DeliveryExpiry:
    transactions: Transactions
    clock: Clock

    async def expire_due(self, *, limit: int = 100) -> int:
        """End queued entries whose time is over; return how many. An owner has at most one notice that waits."""
        async with self.transactions.read() as tx:
            waiting = await tx.outbox.expired(self.clock.now(), limit=limit)
        if not waiting:
            return 0
        return await run_in_transaction(self.transactions, lambda tx: self._expire(tx, waiting))

    async def _expire(self, tx: Transaction, waiting: Sequence[Entry]) -> int:
        now = self.clock.now()
        # The leads' locks come first.
        await tx.log.load_all({entry.content.lead_id for entry in waiting if entry.content.lead_id})
        ended = await tx.outbox.end(waiting, EntryState.EXPIRED, reason=EXPIRED.reason, at=now)
        tx.wake(Work.MESSAGES, elsewhere=False)  # of what waits behind them in their chats
        expired = [entry for entry in waiting if entry.id in ended]
        await record_settlements(tx, [(entry, EXPIRED) for entry in expired], at=now)
        for chat_id in sorted({entry.content.chat_id for entry in expired if _is_listed(entry)}):
            if not await tx.outbox.has_queued(EntryKind.NOTICE, chat_id):
                await enqueue(tx, NewEntry(EntryKind.NOTICE, chat_id, overdue_notice()), at=now)
        return len(expired)


def _is_listed(entry: Entry) -> bool:
    """The overdue list has steps only: after a follow-up that came too late the next follows."""
    reminder_id = entry.content.reminder_id
    return reminder_id is None or reminder_id.kind is ReminderKind.PLAN_STEP
