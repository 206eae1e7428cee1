"""A note becomes a lead, once, however often it is delivered to us."""

from dataclasses import dataclass
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from application.delivery import EntryKind, NewEntry
from application.journal import record
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.retrying import in_one_transaction
from application.wording.lead_card import lead_card
from domain.lead import Lead

LEADS_NAMESPACE = UUID("5f0a1bb8-8d0a-4f3c-9a54-3f6f1d9f2d11")


@dataclass(frozen=True, slots=True)
class LeadCapture:
    transactions: Transactions
    clock: Clock
    zone: ZoneInfo

    async def capture(self, note: str, *, owner_id: int, chat_id: int, command_id: str) -> UUID:
        """Gives the lead's id, the same for the same command. The acknowledging card is queued with it.

        Raises ``NoteRefused``.
        """
        lead_id = uuid5(LEADS_NAMESPACE, command_id)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            if not await tx.commands.remember(command_id, at=now):
                return
            lead = Lead.capture(lead_id, owner_id=owner_id, chat_id=chat_id, note=note, at=now)
            await record(tx, lead, Origin(OWNER, command_id), at=now)
            card = lead_card(lead.state, self.zone)
            await tx.outbox.add(NewEntry(EntryKind.CARD, chat_id, card, lead_id=lead_id), at=now)

        await in_one_transaction(self.transactions, work)
        return lead_id
