"""The card in the chat follows its lead: queued as an edit of the message that acknowledged the note."""

from datetime import datetime

from application.delivery.entry import EntryKind, NewEntry
from application.ports.transaction import Transaction
from application.recording import enqueue
from application.wording.lead_card import lead_card
from application.wording.wall_clock import WallClock
from domain.lead.state import LeadState


async def queue_card(tx: Transaction, state: LeadState, clock: WallClock, *, at: datetime) -> None:
    """The card as of ``state``, in the caller's transaction."""
    first = await tx.outbox.card_of(state.lead_id)
    card = NewEntry(
        EntryKind.CARD, state.chat_id, lead_card(state, clock), state.lead_id, edits=first.id if first else None
    )
    await enqueue(tx, card, at=at)


async def renew_waiting_card(tx: Transaction, state: LeadState, clock: WallClock, *, at: datetime) -> None:
    """A waiting card shows the lead as it was: sent later, it would contradict a newer reply."""
    if await tx.outbox.withdraw_card_edits(state.lead_id, at=at):
        await queue_card(tx, state, clock, at=at)
