"""What leads and accounts record of an outcome, in the transaction that settles the entry."""

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
"""In our words: Telegram's may quote the message, and an event cannot be emptied."""


Settlements = Sequence[tuple[Entry, Settlement]]


async def record_settlements(
    tx: Transaction, settlements: Settlements, *, at: datetime, of_chats: Settlements = ()
) -> None:
    """The leads of ``settlements``, as far as they are reminders, and the accounts of ``of_chats`` that were lost or
    have moved: accounts before leads, in the order of all locks, and in one append.

    Of an entry that will be tried again its lead records nothing yet; but what was done to the lead meanwhile could not
    withdraw a message in flight, so it is withdrawn here.
    """
    recording, waiting = Recording(), []
    for entry, settlement in of_chats:
        await _record_chat_news(tx, entry, settlement, recording, at)
    reminders = [(entry, settlement) for entry, settlement in settlements if entry.content.reminder_id is not None]
    loaded = await tx.log.load_all({entry.content.lead_id for entry, _ in reminders if entry.content.lead_id})
    for entry, settlement in reminders:
        lead = loaded.leads.get(entry.content.lead_id) if entry.content.lead_id else None
        if lead is None:
            # The entry is settled all the same: one broken history must not stop the messages of others.
            log.error("an outcome has no lead to be recorded by", extra={"entry_id": entry.id})
        elif settlement.state is EntryState.QUEUED:
            waiting.append(lead.state)
        else:
            lead.record(_event_of(lead.state, entry, settlement, at))
            recording.take(lead, _origin(entry))
    await recording.write(tx, at=at)
    if waiting:
        await withdraw_unwanted(tx, waiting, at=at)


async def _record_chat_news(
    tx: Transaction, entry: Entry, settlement: Settlement, recording: Recording, at: datetime
) -> None:
    chat_id, origin = entry.content.chat_id, Origin(RELAY, f"settle:{entry.id}:{entry.token or 'unsent'}")
    if settlement.chat_is_unreachable:
        await take_chat_news(tx, chat_id, lambda state: chat_lost(state, UNREACHABLE, at=at), origin, recording)
    if (to := settlement.chat_moved_to) is not None:
        await take_chat_news(tx, chat_id, lambda state: chat_moved(state, to, at=at), origin, recording)


def _event_of(state: LeadState, entry: Entry, settlement: Settlement, at: datetime) -> Event | None:
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
