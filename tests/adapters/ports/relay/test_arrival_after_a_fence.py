"""What a fence called uncertain was never leased from here, and has no token; a press proves it all the same."""

from application.delivery.entry import EntryState
from application.ports.transaction import Transactions
from application.relay.arrival import ArrivalProof
from domain.lead.decisions.delivery import claim_reminder, reminder_unconfirmed
from tests.adapters.ports.outbox.moves import end, get, queue
from tests.adapters.telegram.hurried_clock import HurriedClock
from tests.support.entries import a_reminder
from tests.support.leads import LEAD_ID, MONDAY_9AM, OWNER_ID, a_new_lead, keep, step_of


async def test_a_press_settles_an_entry_that_was_never_sent_from_here(transactions: Transactions) -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, 1), generation=1, at=MONDAY_9AM))
    lead.record(reminder_unconfirmed(lead.state, step_of(LEAD_ID, 1), generation=1, reason="fenced", at=MONDAY_9AM))
    await keep(transactions, lead)
    [entry_id] = await queue(transactions, a_reminder())
    await end(transactions, entry_id, state=EntryState.UNCONFIRMED)

    proof = ArrivalProof(transactions, HurriedClock(MONDAY_9AM))
    await proof.reminder_pressed(step_of(LEAD_ID, 1), 1, owner_id=OWNER_ID, message_id=9)

    entry = await get(transactions, entry_id)
    assert (entry.state, entry.message_id) == (EntryState.SENT, 9)
