"""Which leads are to be erased, on every adapter: all of an owner, and those deleted long ago."""

from datetime import datetime

from application.ports.transaction import Transactions
from domain.lead.decisions.ending import delete_lead, erase_lead
from domain.lead.lead import Lead
from tests.adapters.ports.read_models.leads_due import DAY, STRANGER, a_lead_due
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID, keep

TUESDAY, WEDNESDAY = MONDAY_9AM + DAY, MONDAY_9AM + 2 * DAY


def deleted(lead: Lead, at: datetime) -> Lead:
    lead.record(delete_lead(lead.state, at=at))
    return lead


async def test_all_of_an_owner_are_found_the_deleted_too_in_the_order_of_their_ids(transactions: Transactions) -> None:
    await keep(transactions, deleted(a_lead_due(THIRD_LEAD_ID, 1), TUESDAY), a_lead_due(LEAD_ID))
    await keep(transactions, a_lead_due(OTHER_LEAD_ID, owner_id=STRANGER))

    async with transactions.read() as tx:
        assert await tx.leads.all_of(OWNER_ID) == [LEAD_ID, THIRD_LEAD_ID]
        assert await tx.leads.all_of(STRANGER) == [OTHER_LEAD_ID]
        assert await tx.leads.all_of(9) == []


async def test_leads_deleted_before_then_are_found_the_longest_deleted_first(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID))
    await keep(
        transactions, deleted(a_lead_due(OTHER_LEAD_ID), TUESDAY), deleted(a_lead_due(THIRD_LEAD_ID), MONDAY_9AM)
    )

    async with transactions.read() as tx:
        assert await tx.leads.deleted_before(WEDNESDAY, limit=10) == [THIRD_LEAD_ID, OTHER_LEAD_ID]
        assert await tx.leads.deleted_before(WEDNESDAY, limit=1) == [THIRD_LEAD_ID]
        assert await tx.leads.deleted_before(TUESDAY, limit=10) == [THIRD_LEAD_ID]
        assert await tx.leads.deleted_before(MONDAY_9AM, limit=10) == []


async def test_leads_deleted_at_once_come_in_the_order_of_their_ids(transactions: Transactions) -> None:
    await keep(transactions, *(deleted(a_lead_due(one), TUESDAY) for one in (THIRD_LEAD_ID, LEAD_ID, OTHER_LEAD_ID)))

    async with transactions.read() as tx:
        assert await tx.leads.deleted_before(WEDNESDAY, limit=2) == [LEAD_ID, OTHER_LEAD_ID]


async def test_an_erased_lead_is_none_of_them(transactions: Transactions) -> None:
    erased = deleted(a_lead_due(LEAD_ID, 1), MONDAY_9AM)
    erased.record(erase_lead(erased.state, "they asked for it", at=TUESDAY))
    await keep(transactions, erased)

    async with transactions.read() as tx:
        assert await tx.leads.deleted_before(WEDNESDAY, limit=10) == []
        assert await tx.leads.all_of(OWNER_ID) == []
