"""The histories of many leads, on every adapter."""

from application.ports.transaction import Transactions
from domain.lead_events import Event
from tests.leads import LEAD_ID, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, events_of


async def append(transactions: Transactions, *events: Event) -> int:
    async with transactions.write() as tx:
        return await tx.log.append(events)


async def test_histories_come_in_batches_in_the_order_of_their_leads(transactions: Transactions) -> None:
    ids = [THIRD_LEAD_ID, LEAD_ID, OTHER_LEAD_ID]
    leads = {lead_id: events_of(a_new_lead(lead_id, with_plan=True)) for lead_id in ids}
    for events in leads.values():
        await append(transactions, *events)

    async with transactions.read() as tx:
        until = await tx.log.head()
        first = await tx.log.histories(after=None, until=until, limit=2)
        second = await tx.log.histories(after=OTHER_LEAD_ID, until=until, limit=2)
        third = await tx.log.histories(after=THIRD_LEAD_ID, until=until, limit=2)

    assert first == [leads[LEAD_ID], leads[OTHER_LEAD_ID]]
    assert second == [leads[THIRD_LEAD_ID]]
    assert third == []


async def test_histories_end_at_a_position(transactions: Transactions) -> None:
    captured, planned = events_of(a_new_lead(OTHER_LEAD_ID, with_plan=True))
    until = await append(transactions, captured)
    await append(transactions, planned, *events_of(a_new_lead(LEAD_ID)))

    async with transactions.read() as tx:
        histories = await tx.log.histories(after=None, until=until, limit=10)

    assert histories == [[captured]]
