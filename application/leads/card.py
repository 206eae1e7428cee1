"""The card in the chat follows its lead: queued as an edit of the message that acknowledged the note."""

from datetime import datetime

from application.delivery.entry import EntryKind, NewEntry
from application.ports.transaction import Transaction
from application.recording import enqueue
from application.wording.lead_card import lead_card
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState


async def queue_card(tx: Transaction, state: LeadState, clock: WallClock, *, at: datetime) -> None:
    """Queues the lead's card as it is now, in the caller's transaction."""
    acknowledgement = await tx.outbox.card_of(state.lead_id)
    edits = acknowledgement.id if acknowledgement else None
    card = lead_card(state, clock)
    await enqueue(tx, NewEntry(EntryKind.CARD, state.chat_id, card, state.lead_id, edits=edits), at=at)


async def renew_waiting_card(tx: Transaction, state: LeadState, clock: WallClock, *, at: datetime) -> None:
    """A card that still waits shows the lead as it was: sent later, it would undo what the owner saw since."""
    if await tx.outbox.withdraw_card_edits(state.lead_id, at=at):
        await queue_card(tx, state, clock, at=at)
