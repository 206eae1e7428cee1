"""What people said of a lead, readable until its key is destroyed, on both databases."""

import pytest

from application.errors import LeadKeyGone
from application.ports.transaction import Transactions
from domain.lead.decisions.ending import erase_lead
from domain.lead.events import ProspectIdentified
from domain.lead.fold import fold
from domain.lead.prospect import Prospect
from tests.adapters.ports.log.test_lead_log import append
from tests.support.databases import SQL_DATABASES
from tests.support.erased_events import erased_event
from tests.support.eventful_lead import an_eventful_lead
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, events_of

pytestmark = pytest.mark.parametrize("transactions", SQL_DATABASES, indirect=True)


async def test_without_its_key_every_kind_of_event_reads_as_erased(transactions: Transactions) -> None:
    events = events_of(an_eventful_lead())
    await append(transactions, *events)

    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    async with transactions.read() as tx:
        assert await tx.log.history(LEAD_ID) == [erased_event(event) for event in events]
        page = [recorded.event for recorded in await tx.log.page(after=0, limit=100)]
        assert page == [erased_event(event) for event in events]
        assert (await tx.log.load(LEAD_ID)).state == fold(erased_event(event) for event in events)


async def test_an_erased_lead_is_after_its_key_s_end_what_it_was_before(transactions: Transactions) -> None:
    """So read models that were brought up to it are equal to those folded from the log later."""
    lead = an_eventful_lead()
    await append(transactions, *events_of(lead))

    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    async with transactions.read() as tx:
        assert (await tx.log.load(LEAD_ID)).state == lead.state


async def test_other_leads_keep_their_words(transactions: Transactions) -> None:
    other = a_new_lead(OTHER_LEAD_ID, with_plan=True)
    await append(transactions, *events_of(a_new_lead(LEAD_ID)))
    await append(transactions, *events_of(other))

    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    async with transactions.read() as tx:
        assert (await tx.log.load(OTHER_LEAD_ID)).state == other.state


async def test_events_without_personal_words_can_still_be_recorded(transactions: Transactions) -> None:
    lead = a_new_lead(with_plan=True)
    await append(transactions, *events_of(lead))
    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    lead.record(erase_lead(lead.state, "they asked for it", at=MONDAY_9AM))
    await append(transactions, *events_of(lead))

    async with transactions.read() as tx:
        assert (await tx.log.load(LEAD_ID)).state == lead.state


async def test_a_destroyed_key_does_not_come_back(transactions: Transactions) -> None:
    lead = a_new_lead()
    await append(transactions, *events_of(lead))
    async with transactions.write() as tx:
        await tx.keys.destroy([LEAD_ID])

    with pytest.raises(LeadKeyGone):
        await append(
            transactions,
            ProspectIdentified(LEAD_ID, 2, MONDAY_9AM, prospect=Prospect("Ada")),
        )

    assert ADA.name not in str(await _history(transactions))


async def _history(transactions: Transactions) -> object:
    async with transactions.read() as tx:
        return await tx.log.history(LEAD_ID)
