"""The read models and their positions, on every adapter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from application.lead_projection import LeadRow, lead_rows
from application.ports.read_models import LeadSummary
from application.ports.transaction import Transactions
from application.reminder_projection import ReminderRow, reminder_rows
from domain.lead import Lead
from domain.reminder import ReminderStatus
from tests.leads import (
    ADA,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    THIRD_LEAD_ID,
    a_lead,
    a_plan,
    keep,
    step_of,
)

DAY = timedelta(days=1)
STRANGER = 8


def a_lead_due(lead_id: UUID, *days: int, at: datetime = MONDAY_9AM, owner_id: int = OWNER_ID) -> Lead:
    """Its steps are due so many days after Monday; without days it has no plan yet."""
    lead = Lead.capture(lead_id, owner_id=owner_id, chat_id=CHAT_ID, note="Met Ada", at=at)
    if days:
        lead.adopt_plan(a_plan(start=MONDAY_9AM, days=days), at=at)
    return lead


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


async def due(transactions: Transactions, now: datetime, limit: int = 10) -> Sequence[ReminderRow]:
    """Asked within a writing transaction, as who claims them does."""
    async with transactions.write() as tx:
        return await tx.reminders.due(now, limit=limit)


# Rows.


async def test_rows_are_read_back_as_they_were_put(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 0, 1, 2)
    lead.identify_prospect(ADA, at=MONDAY_9AM)
    lead.claim_reminder(step_of(LEAD_ID, 1), generation=1, at=MONDAY_9AM)
    lead.record_sent(step_of(LEAD_ID, 1), generation=1, message_id=1, at=MONDAY_9AM)
    lead.toggle_step(2, at=MONDAY_9AM, next_send_at=MONDAY_9AM + DAY)
    lead.snooze_step(3, until=MONDAY_9AM + 5 * DAY, at=MONDAY_9AM)

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert await tx.leads.rows_of([LEAD_ID]) == lead_rows(lead.state)
        assert await tx.reminders.rows_of([LEAD_ID]) == reminder_rows(lead.state)


async def test_putting_replaces_the_rows_of_that_lead_only(transactions: Transactions) -> None:
    lead, other = a_lead_due(LEAD_ID, 0, 1), a_lead_due(OTHER_LEAD_ID, 0)
    await keep(transactions, lead, other)
    lead.adopt_plan(a_plan(2, days=(3,)), at=MONDAY_9AM + DAY)

    async with transactions.write() as tx:
        await tx.reminders.put(LEAD_ID, reminder_rows(lead.state))
        await tx.leads.put(LEAD_ID, lead_rows(lead.state))

    async with transactions.read() as tx:
        assert await tx.reminders.rows_of([LEAD_ID]) == reminder_rows(lead.state)
        assert await tx.leads.rows_of([LEAD_ID]) == lead_rows(lead.state)
        assert await tx.reminders.rows_of([OTHER_LEAD_ID]) == reminder_rows(other.state)
        assert await tx.leads.rows_of([OTHER_LEAD_ID]) == lead_rows(other.state)


async def test_putting_no_rows_leaves_the_lead_without_any(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 0), a_lead_due(OTHER_LEAD_ID, 0))

    async with transactions.write() as tx:
        await tx.reminders.put(LEAD_ID, [])

    async with transactions.read() as tx:
        assert await tx.reminders.lead_ids() == {OTHER_LEAD_ID}


async def test_many_rows_are_added_and_all_are_cleared(transactions: Transactions) -> None:
    leads = [a_lead_due(uuid4(), *range(12)) for _ in range(5)]
    rows = [row for lead in leads for row in reminder_rows(lead.state)]

    async with transactions.write() as tx:
        await tx.reminders.add(rows)
        await tx.reminders.add([])
        found = await tx.reminders.rows_of([lead.id for lead in leads])
        await tx.reminders.clear()
        left = await tx.reminders.lead_ids()

    assert found == sorted(rows, key=lambda row: (row.lead_id, row.key))
    assert left == set()


async def test_rows_come_in_the_order_of_lead_and_key(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(THIRD_LEAD_ID, 0), a_lead_due(LEAD_ID, *range(11)))

    async with transactions.read() as tx:
        keys = [row.reminder_id for row in await tx.reminders.rows_of([THIRD_LEAD_ID, OTHER_LEAD_ID, LEAD_ID])]

    assert keys == [*sorted(f"{LEAD_ID}:1:{step_id}" for step_id in range(1, 12)), f"{THIRD_LEAD_ID}:1:1"]


async def test_a_position_starts_at_nought_and_moves(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        before = await tx.positions.get("lead_list")
        await tx.positions.advance("lead_list", 5)
        await tx.positions.advance("lead_list", 9)
        await tx.positions.advance("other", 1)

    async with transactions.read() as tx:
        assert (before, await tx.positions.get("lead_list"), await tx.positions.get("other")) == (0, 9, 1)


# The list of leads.


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
    lead.skip_step(1, at=MONDAY_9AM)
    await keep(transactions, lead)

    async with transactions.read() as tx:
        page = await tx.leads.page(owner_id=OWNER_ID, offset=0, limit=10)

    assert page == [LeadSummary(lead_rows(lead.state)[0], MONDAY_9AM + 2 * DAY)]


async def test_pages_follow_each_other_without_gap_or_overlap(transactions: Transactions) -> None:
    await keep(transactions, *(a_lead_due(uuid4(), *days) for days in [(1,), (1,), (2,), (), ()]))

    pages = [await listed(transactions, offset=offset, limit=2) for offset in (0, 2, 4, 6)]

    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert [lead_id for page in pages for lead_id in page] == await listed(transactions)


async def test_an_owner_sees_their_own_leads_and_an_operator_everybodys(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 1), a_lead_due(OTHER_LEAD_ID, 2, owner_id=STRANGER))

    assert await listed(transactions, OWNER_ID) == [LEAD_ID]
    assert await listed(transactions, STRANGER) == [OTHER_LEAD_ID]
    assert await listed(transactions, None) == [LEAD_ID, OTHER_LEAD_ID]


async def test_deleted_leads_are_shown_only_when_asked_for(transactions: Transactions) -> None:
    deleted = a_lead_due(OTHER_LEAD_ID, 1)
    deleted.delete(at=MONDAY_9AM)
    await keep(transactions, a_lead_due(LEAD_ID, 1), deleted)

    assert await listed(transactions) == [LEAD_ID]
    assert await listed(transactions, None, include_deleted=True) == [LEAD_ID, OTHER_LEAD_ID]


async def test_leads_are_counted_without_the_deleted(transactions: Transactions) -> None:
    deleted = a_lead_due(OTHER_LEAD_ID, 1)
    deleted.delete(at=MONDAY_9AM)
    await keep(transactions, a_lead_due(LEAD_ID), a_lead_due(THIRD_LEAD_ID, owner_id=STRANGER), deleted)

    async with transactions.read() as tx:
        counts = [await tx.leads.count(owner_id=owner_id) for owner_id in (OWNER_ID, STRANGER, 9, None)]

    assert counts == [1, 1, 0, 2]


async def test_leads_without_a_plan_wait_the_oldest_first(transactions: Transactions) -> None:
    deleted = a_lead_due(uuid4(), at=MONDAY_9AM)
    deleted.delete(at=MONDAY_9AM)
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


# The reminders.


async def test_what_is_due_comes_the_longest_due_first(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 3, 1), a_lead_due(OTHER_LEAD_ID, 2, 4))

    found = await due(transactions, MONDAY_9AM + 3 * DAY)

    assert [(row.lead_id, row.step_id) for row in found] == [(LEAD_ID, 2), (OTHER_LEAD_ID, 1), (LEAD_ID, 1)]
    assert await due(transactions, MONDAY_9AM + 3 * DAY, limit=2) == found[:2]


async def test_a_reminder_is_due_at_its_time_and_not_before(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 1))

    assert await due(transactions, MONDAY_9AM + DAY - timedelta(microseconds=1)) == []
    assert len(await due(transactions, MONDAY_9AM + DAY)) == 1


async def test_only_pending_reminders_are_due(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 0, 0, 0, 0)
    lead.claim_reminder(step_of(LEAD_ID, 1), generation=1, at=MONDAY_9AM)
    lead.toggle_step(2, at=MONDAY_9AM, next_send_at=MONDAY_9AM + DAY)
    lead.skip_step(3, at=MONDAY_9AM)
    await keep(transactions, lead)

    [row] = await due(transactions, MONDAY_9AM + DAY)

    assert (row.step_id, row.status) == (4, ReminderStatus.PENDING)


async def test_the_next_due_is_the_first_pending_one(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 1, 2, 3)
    lead.skip_step(1, at=MONDAY_9AM)
    async with transactions.read() as tx:
        at_first = await tx.reminders.next_due_at()

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert at_first is None
        assert await tx.reminders.next_due_at() == MONDAY_9AM + 2 * DAY


async def test_a_row_keeps_its_values_and_their_types(transactions: Transactions) -> None:
    await keep(transactions, a_lead(LEAD_ID))
    row = LeadRow(
        lead_id=LEAD_ID,
        owner_id=2**52,
        chat_id=-(10**12),
        title="Zoë 🔔 _*[",
        company="",
        steps_total=None,
        steps_done=0,
        captured_at=MONDAY_9AM.replace(microsecond=123_456),
        changed_at=MONDAY_9AM,
        deleted_at=MONDAY_9AM,
        version=3,
    )

    async with transactions.write() as tx:
        await tx.leads.put(LEAD_ID, [row])

    async with transactions.read() as tx:
        assert await tx.leads.rows_of([LEAD_ID]) == [row]
