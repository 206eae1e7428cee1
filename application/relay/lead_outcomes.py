"""What became of a reminder's message goes into its lead's history, in the transaction that settles the entry."""

import logging
from collections.abc import Sequence
from datetime import datetime

from application.accounts.reachability import take_chat_news
from application.delivery.entry import Entry, EntryState, Settlement
from application.origin import RELAY, Origin, claim_command_id
from application.ports.transaction import Transaction
from application.recording import Recording, withdraw_unwanted
from domain.account.decisions import chat_lost, chat_moved
from domain.lead.decisions.delivery import reminder_expired, reminder_failed, reminder_sent, reminder_unconfirmed
from domain.lead.events import Event
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderId

log = logging.getLogger(__name__)

UNREACHABLE = "Telegram refused a message to it"
REFUSED = "Telegram refused it"
UNKNOWN = "it is not known whether it arrived"
"""In our words: Telegram's own may quote the message, and an event cannot be emptied. The outbox keeps those."""


Settlements = Sequence[tuple[Entry, Settlement]]


async def record_settlements(tx: Transaction, these: Settlements, *, at: datetime, of_chats: Settlements = ()) -> None:
    """To the leads of ``these``, as far as they are reminders, and to the accounts of those whose chats were lost or
    have moved: accounts before leads, and all in one append, as everybody locks them.

    An entry that will be tried again tells its lead nothing yet; but what became of the lead meanwhile could not
    withdraw a message that was under way, so that is made up for here.
    """
    recording, waiting = Recording(), []
    for entry, settlement in of_chats:
        await _tell_account(tx, entry, settlement, recording, at)
    reminders = [(entry, settlement) for entry, settlement in these if entry.content.reminder_id is not None]
    loaded = await tx.log.load_all({one.content.reminder_id.lead_id for one, _ in reminders if one.content.reminder_id})
    for entry, settlement in reminders:
        lead = loaded.leads.get(entry.content.lead_id) if entry.content.lead_id else None
        if lead is None:
            # The entry is settled all the same: one broken history must not stop everybody's messages.
            log.error("an outcome has no lead to be told to", extra={"entry_id": entry.id})
        elif settlement.state is EntryState.QUEUED:
            waiting.append(lead.state)
        else:
            lead.record(_told(lead.state, entry, settlement, at))
            recording.take(lead, _origin(entry))
    await recording.write(tx, at=at)
    if waiting:
        await withdraw_unwanted(tx, waiting, at=at)


async def _tell_account(
    tx: Transaction, entry: Entry, settlement: Settlement, recording: Recording, at: datetime
) -> None:
    """What the outcome says of the chat: that nobody can be reached there, or that it has a new id."""
    chat_id, origin = entry.content.chat_id, Origin(RELAY, f"settle:{entry.id}:{entry.token or 'unsent'}")
    if settlement.chat_is_unreachable:
        await take_chat_news(tx, chat_id, lambda state: chat_lost(state, UNREACHABLE, at=at), origin, recording)
    if (to := settlement.chat_moved_to) is not None:
        await take_chat_news(tx, chat_id, lambda state: chat_moved(state, to, at=at), origin, recording)


def _told(state: LeadState, entry: Entry, settlement: Settlement, at: datetime) -> Event | None:
    reminder_id, generation = _claim(entry)
    match settlement:
        case Settlement(state=EntryState.SENT, message_id=int(message_id)):
            return reminder_sent(state, reminder_id, generation=generation, message_id=message_id, at=at)
        case Settlement(state=EntryState.DEAD):
            return reminder_failed(state, reminder_id, generation=generation, reason=REFUSED, at=at)
        case Settlement(state=EntryState.UNCONFIRMED):
            return reminder_unconfirmed(state, reminder_id, generation=generation, reason=UNKNOWN, at=at)
        case Settlement(state=EntryState.EXPIRED):
            return reminder_expired(state, reminder_id, generation=generation, at=at)
    return None


def _origin(entry: Entry) -> Origin:
    claim = claim_command_id(*_claim(entry))
    return Origin(RELAY, f"settle:{entry.id}:{entry.token or 'unsent'}", correlation_id=claim, causation_id=claim)


def _claim(entry: Entry) -> tuple[ReminderId, int]:
    if entry.content.reminder_id is None or entry.content.generation is None:
        raise ValueError(f"entry {entry.id} is no reminder's")
    return entry.content.reminder_id, entry.content.generation
