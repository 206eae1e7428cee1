"""The list of leads, on every adapter."""

from uuid import UUID, uuid4

from application.ports.read_models import LeadSummary
from application.ports.transaction import Transactions
from application.read_models.lead_list import lead_rows
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.steps import skip_step
from tests.adapters.ports.read_models.leads_due import DAY, STRANGER, a_lead_due
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, THIRD_LEAD_ID, keep


async def listed(
    transactions: Transactions,
    owner_id: int | None = OWNER_ID,
    *,
    offset: int = 0,
    limit: int = 10,
    include_deleted: bool = False,
) -> list[UUID]:
    async with transactions.read() as tx:
        page = await tx.leads.page(owner_id=owner_id, offset=offset, limit=limit, include_deleted=include_deleted)
    return [summary.row.lead_id for summary in page]


async def test_the_list_has_the_next_due_first_and_then_the_newest(transactions: Transactions) -> None:
    old, new, soon, late = (uuid4() for _ in range(4))
    await keep(
        transactions,
        a_lead_due(old, at=MONDAY_9AM),
        a_lead_due(late, 5, at=MONDAY_9AM),
        a_lead_due(new, at=MONDAY_9AM + DAY),
        a_lead_due(soon, 9, 2, at=MONDAY_9AM),
    )

    assert await listed(transactions) == [soon, late, new, old]


async def test_leads_due_at_the_same_time_come_newest_first(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 5, at=MONDAY_9AM))
    await keep(transactions, a_lead_due(OTHER_LEAD_ID, 5, at=MONDAY_9AM + DAY))

    assert await listed(transactions) == [OTHER_LEAD_ID, LEAD_ID]


async def test_a_summary_names_the_first_pending_reminder(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 1, 2, 3)
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    await keep(transactions, lead)

    async with transactions.read() as tx:
        page = await tx.leads.page(owner_id=OWNER_ID, offset=0, limit=10)

    assert page == [LeadSummary(lead_rows(lead.state)[0], MONDAY_9AM + 2 * DAY)]


async def test_pages_follow_each_other_without_gap_or_overlap(transactions: Transactions) -> None:
    await keep(transactions, *(a_lead_due(uuid4(), *days) for days in [(1,), (1,), (2,), (), ()]))

    pages = [await listed(transactions, offset=offset, limit=2) for offset in (0, 2, 4, 6)]

    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert [lead_id for page in pages for lead_id in page] == await listed(transactions)


async def test_an_owner_sees_their_own_leads_and_an_operator_all(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 1), a_lead_due(OTHER_LEAD_ID, 2, owner_id=STRANGER))

    assert await listed(transactions, OWNER_ID) == [LEAD_ID]
    assert await listed(transactions, STRANGER) == [OTHER_LEAD_ID]
    assert await listed(transactions, None) == [LEAD_ID, OTHER_LEAD_ID]


async def test_deleted_leads_are_shown_only_when_asked_for(transactions: Transactions) -> None:
    deleted = a_lead_due(OTHER_LEAD_ID, 1)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    await keep(transactions, a_lead_due(LEAD_ID, 1), deleted)

    assert await listed(transactions) == [LEAD_ID]
    assert await listed(transactions, None, include_deleted=True) == [LEAD_ID, OTHER_LEAD_ID]


async def test_leads_are_counted_without_the_deleted(transactions: Transactions) -> None:
    deleted = a_lead_due(OTHER_LEAD_ID, 1)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    await keep(transactions, a_lead_due(LEAD_ID), a_lead_due(THIRD_LEAD_ID, owner_id=STRANGER), deleted)

    async with transactions.read() as tx:
        counts = [await tx.leads.count(owner_id=owner_id) for owner_id in (OWNER_ID, STRANGER, 9, None)]

    assert counts == [1, 1, 0, 2]


async def test_leads_without_a_plan_wait_the_oldest_first(transactions: Transactions) -> None:
    deleted = a_lead_due(uuid4(), at=MONDAY_9AM)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    await keep(
        transactions,
        a_lead_due(LEAD_ID, at=MONDAY_9AM + 2 * DAY),
        a_lead_due(OTHER_LEAD_ID, at=MONDAY_9AM + DAY),
        a_lead_due(THIRD_LEAD_ID, 1, at=MONDAY_9AM),
        deleted,
    )

    async with transactions.read() as tx:
        assert await tx.leads.without_plan(limit=10) == [OTHER_LEAD_ID, LEAD_ID]
        assert await tx.leads.without_plan(limit=1) == [OTHER_LEAD_ID]


async def test_owners_are_in_turn_at_the_planner(transactions: Transactions) -> None:
    impatient = [a_lead_due(uuid4(), at=MONDAY_9AM + n * DAY) for n in range(3)]
    other = a_lead_due(OTHER_LEAD_ID, at=MONDAY_9AM + 9 * DAY, owner_id=STRANGER)
    await keep(transactions, *impatient, other)

    async with transactions.read() as tx:
        waiting = await tx.leads.without_plan(limit=10)

    assert waiting == [impatient[0].id, other.id, impatient[1].id, impatient[2].id]
