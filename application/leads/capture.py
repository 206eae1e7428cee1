"""A note becomes a lead, once, however often it is delivered."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from application.accounts.owner import Owner, account_of
from application.accounts.working_time import WorkTimes
from application.delivery.entry import EntryKind, NewEntry
from application.origin import OWNER, Origin
from application.ports.bots import bot_of
from application.ports.clock import Clock
from application.ports.transaction import Transaction, Transactions
from application.recording import Recording, enqueue
from application.transactions import run_in_transaction
from application.wording.lead_card import lead_card
from domain.lead.lead import Lead

LEADS_NAMESPACE = UUID("5f0a1bb8-8d0a-4f3c-9a54-3f6f1d9f2d11")


@dataclass(frozen=True, slots=True)
class LeadCapture:
    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def capture(self, note: str, *, owner: Owner, command_id: str) -> UUID:
        """Return the lead's id, the same for the same command. Its card is queued too; an owner's first note opens
        their account. Raise ``NoteRefused``."""
        lead_id = uuid5(LEADS_NAMESPACE, command_id)

        async def work(tx: Transaction) -> None:
            now = self.clock.now()
            if not await tx.commands.remember(command_id, at=now):
                return
            account = await account_of(tx, owner, self.work_times, at=now)
            ids = {"bot_id": bot_of(tx), "owner_id": owner.id, "chat_id": owner.chat_id}
            lead = Lead.capture(lead_id, **ids, note=note, at=now)
            origin, recording = Origin(OWNER, command_id), Recording()
            recording.take_account(account, origin)
            recording.take(lead, origin)
            await recording.write(tx, at=now)
            card = lead_card(lead.state, self.work_times.wall_clock_of(account.state))
            await enqueue(tx, NewEntry(EntryKind.CARD, owner.chat_id, card, lead_id=lead_id), at=now)

        await run_in_transaction(self.transactions, work)
        return lead_id
