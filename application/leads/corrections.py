"""A note that its owner changed in Telegram: offered to be taken over, and taken over once."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from application.accounts.owner import own_lead
from application.accounts.working_time import WorkTimes
from application.errors import LeadNotFound
from application.leads.capture import LEADS_NAMESPACE
from application.leads.card import queue_card
from application.leads.commands import OwnerCommand
from application.origin import OWNER, Origin
from application.ports.clock import Clock
from application.ports.inbox import InboundUpdate, identity_of_message
from application.ports.transaction import Transaction, Transactions
from application.recording import record
from application.transactions import run_in_transaction
from domain.lead.decisions.notes import correct_note
from domain.lead.state import LeadState


@dataclass(frozen=True, slots=True)
class MessageHistory:
    """``lead`` is what the message became, alone or as a piece of a longer note; ``versions`` are the updates that
    brought it, the latest first."""

    lead: LeadState
    versions: Sequence[InboundUpdate]
    is_piece: bool


@dataclass(frozen=True, slots=True)
class NoteCorrections:
    transactions: Transactions
    clock: Clock
    work_times: WorkTimes

    async def history(self, chat_id: int, message_id: int, *, owner_id: int) -> "MessageHistory | None":
        """None when the message became no lead of the owner's, or is not known any more."""
        async with self.transactions.read() as tx:
            versions = await tx.inbox.versions_of(chat_id, message_id)
            first = next((one for one in versions if one.identity == identity_of_message(chat_id, message_id)), None)
            if first is None:
                return None
            try:
                lead = await own_lead(tx, _lead_id(first), owner_id)
            except LeadNotFound:
                return None
            is_piece = bool(first.part_of) or len(await tx.inbox.parts_of(first)) > 1
        return MessageHistory(lead.state, versions, is_piece)

    async def correct(self, command: OwnerCommand, note: str) -> LeadState:
        """Idempotent. The lead's card follows. Raise ``LeadNotFound``, ``LeadIsDeleted`` and ``NoteRefused``."""

        async def work(tx: Transaction) -> LeadState:
            now = self.clock.now()
            is_new = await tx.commands.remember(command.command_id, at=now)
            lead = await own_lead(tx, command.lead_id, command.owner_id)
            corrected = correct_note(lead.state, note, at=now) if is_new else None
            if corrected is not None:
                account = await tx.account_log.load(command.owner_id)
                lead.record(corrected)
                await record(tx, lead, Origin(OWNER, command.command_id), at=now)
                clock = self.work_times.wall_clock_of(account.state if account else None)
                await queue_card(tx, lead.state, clock, at=now)
            return lead.state

        return await run_in_transaction(self.transactions, work)


def _lead_id(update: InboundUpdate) -> UUID:
    return uuid5(LEADS_NAMESPACE, update.part_of or update.command_id)
