"""What became of a reminder's message goes into its lead's history, in the transaction that settles the entry."""

import logging
from datetime import datetime

from application.delivery import Entry, EntryState, Settlement
from application.errors import LeadNotFound, UnreadableEvent
from application.journal import record, withdraw_unwanted
from application.origin import RELAY, Origin
from application.ports.transaction import Transaction
from application.reminder_claims import claim_command_id
from domain.lead import Lead
from domain.reminder import ReminderId

log = logging.getLogger(__name__)


async def record_settlement(tx: Transaction, entry: Entry, settlement: Settlement, *, at: datetime) -> None:
    """Nothing for messages that are no reminders.

    An entry that will be tried again tells its lead nothing yet; but what became of the lead meanwhile could not
    withdraw a message that was under way, so that is made up for here.
    """
    reminder_id, generation = entry.content.reminder_id, entry.content.generation
    if reminder_id is None or generation is None:
        return
    try:
        lead = await tx.log.load(reminder_id.lead_id)
    except (LeadNotFound, UnreadableEvent) as error:
        # The entry is settled all the same: one broken history must not stop everybody's messages.
        log.error("an outcome has no lead to be told to", extra={"entry_id": entry.id, "reason": str(error)})
        return
    if settlement.state is EntryState.QUEUED:
        await withdraw_unwanted(tx, lead.state, at=at)
        return
    _tell(lead, reminder_id, generation, settlement, at)
    claim = claim_command_id(reminder_id, generation)
    origin = Origin(RELAY, f"settle:{entry.id}:{entry.token}", correlation_id=claim, causation_id=claim)
    await record(tx, lead, origin, at=at)


def _tell(lead: Lead, reminder_id: ReminderId, generation: int, settlement: Settlement, at: datetime) -> None:
    match settlement:
        case Settlement(state=EntryState.SENT, message_id=int(message_id)):
            lead.record_sent(reminder_id, generation=generation, message_id=message_id, at=at)
        case Settlement(state=EntryState.DEAD):
            lead.record_failed(reminder_id, generation=generation, reason=settlement.reason, at=at)
        case Settlement(state=EntryState.UNCONFIRMED):
            lead.record_unconfirmed(reminder_id, generation=generation, reason=settlement.reason, at=at)
