"""A pressed button proves that its message arrived: what nobody could know is known now."""

from dataclasses import dataclass

from application.delivery import Entry, EntryState, Settlement
from application.delivery_record import record_settlement
from application.errors import LeadNotFound
from application.lead_commands import own_lead
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.retrying import in_one_transaction
from domain.reminder import ReminderId


@dataclass(frozen=True, slots=True)
class ArrivalProof:
    transactions: Transactions
    clock: Clock

    async def pressed(self, reminder_id: ReminderId, generation: int, *, owner_id: int, message_id: int) -> None:
        """Settles the reminder's unconfirmed entry as sent; does nothing for any other, nor for somebody else's."""
        async with self.transactions.read() as tx:
            entry = await tx.outbox.of_reminder(reminder_id, generation)
        if entry is not None and entry.state is EntryState.UNCONFIRMED:
            proven = entry
            await in_one_transaction(
                self.transactions, lambda tx: self._settle(tx, proven, reminder_id, owner_id, message_id)
            )

    async def _settle(
        self, tx: Transaction, entry: Entry, reminder_id: ReminderId, owner_id: int, message_id: int
    ) -> None:
        try:
            await own_lead(tx, reminder_id.lead_id, owner_id)
        except LeadNotFound:
            return
        now = self.clock.now()
        arrived = Settlement(EntryState.SENT, reason="its button was pressed", message_id=message_id)
        if await tx.outbox.settle(entry.id, token=entry.token or "", settlement=arrived, at=now):
            await record_settlement(tx, entry, arrived, at=now)
