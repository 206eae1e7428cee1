"""The rows of the read models and their positions, on every adapter."""

from uuid import uuid4

from application.ports.transaction import Transactions
from application.read_models.lead_list import LeadRow, lead_rows
from application.read_models.scheduled_reminders import reminder_rows
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import snooze_step, toggle_step
from tests.adapters.ports.read_models.leads_due import DAY, a_lead_due
from tests.support.leads import (
    ADA,
    BOT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    a_lead,
    a_plan,
    keep,
    sends_at,
    snoozed_to,
    step_of,
    tell,
)


async def test_rows_are_read_back_as_they_were_put(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 0, 1, 2)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    tell(lead, step_of(LEAD_ID, 1), at=MONDAY_9AM)
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(MONDAY_9AM + 5 * DAY), at=MONDAY_9AM))

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert await tx.leads.rows_of([LEAD_ID]) == lead_rows(lead.state)
        assert await tx.reminders.rows_of([LEAD_ID]) == reminder_rows(lead.state)


async def test_putting_replaces_the_rows_of_that_lead_only(transactions: Transactions) -> None:
    lead, other = a_lead_due(LEAD_ID, 0, 1), a_lead_due(OTHER_LEAD_ID, 0)
    await keep(transactions, lead, other)
    lead.record(adopt_plan(lead.state, a_plan(2, days=(3,)), at=MONDAY_9AM + DAY))

    async with transactions.write() as tx:
        await tx.reminders.put([LEAD_ID], reminder_rows(lead.state))
        await tx.leads.put([LEAD_ID], lead_rows(lead.state))

    async with transactions.read() as tx:
        assert await tx.reminders.rows_of([LEAD_ID]) == reminder_rows(lead.state)
        assert await tx.leads.rows_of([LEAD_ID]) == lead_rows(lead.state)
        assert await tx.reminders.rows_of([OTHER_LEAD_ID]) == reminder_rows(other.state)
        assert await tx.leads.rows_of([OTHER_LEAD_ID]) == lead_rows(other.state)


async def test_putting_no_rows_leaves_the_lead_without_any(transactions: Transactions) -> None:
    await keep(transactions, a_lead_due(LEAD_ID, 0), a_lead_due(OTHER_LEAD_ID, 0))

    async with transactions.write() as tx:
        await tx.reminders.put([LEAD_ID], [])

    async with transactions.read() as tx:
        assert await tx.reminders.aggregate_ids() == {OTHER_LEAD_ID}


async def test_many_rows_are_added_and_all_are_removed(transactions: Transactions) -> None:
    leads = [a_lead_due(uuid4(), *range(12)) for _ in range(5)]
    rows = [row for lead in leads for row in reminder_rows(lead.state)]

    async with transactions.write() as tx:
        await tx.reminders.add(rows)
        await tx.reminders.add([])
        found = await tx.reminders.rows_of([lead.id for lead in leads])
        await tx.reminders.remove([lead.id for lead in leads])
        left = await tx.reminders.aggregate_ids()

    assert found == sorted(rows, key=lambda row: (row.lead_id, row.key))
    assert left == set()


async def test_a_position_starts_at_nought_and_moves(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        before = await tx.positions.get("lead_list")
        await tx.positions.advance("lead_list", 5)
        await tx.positions.advance("lead_list", 9)
        await tx.positions.advance("other", 1)

    async with transactions.read() as tx:
        assert (before, await tx.positions.get("lead_list"), await tx.positions.get("other")) == (0, 9, 1)


async def test_a_row_keeps_its_values_and_their_types(transactions: Transactions) -> None:
    await keep(transactions, a_lead(LEAD_ID))
    row = LeadRow(
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
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
        await tx.leads.put([LEAD_ID], [row])

    async with transactions.read() as tx:
        assert await tx.leads.rows_of([LEAD_ID]) == [row]


async def test_only_the_named_positions_at_the_front_advance(transactions: Transactions) -> None:
    """An older program does not know a read model that was added since: its position must not advance."""
    async with transactions.write() as tx:
        await tx.positions.advance_level(["lead_list", "newer"], 2)
        await tx.positions.advance_level(["lead_list"], 5)

    async with transactions.read() as tx:
        assert (await tx.positions.get("lead_list"), await tx.positions.get("newer")) == (5, 2)
