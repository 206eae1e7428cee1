"""What is due, on every adapter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from application.ports.transaction import Transactions
from application.read_models.scheduled_reminders import ReminderRow
from domain.lead.decisions.delivery import claim_reminder
from domain.lead.decisions.steps import skip_step, toggle_step
from domain.reminders.reminder import ReminderStatus
from tests.adapters.ports.read_models.leads_due import DAY, STRANGER, a_lead_due
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, keep, sends_at, step_of


async def due(transactions: Transactions, now: datetime, limit: int = 10) -> Sequence[ReminderRow]:
    """Asked within a writing transaction, as who claims them does."""
    async with transactions.write() as tx:
        return await tx.reminders.due(now, limit=limit)


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
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, 1), generation=1, at=MONDAY_9AM))
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    lead.record(skip_step(lead.state, 3, at=MONDAY_9AM))
    await keep(transactions, lead)

    [row] = await due(transactions, MONDAY_9AM + DAY)

    assert (row.step_id, row.status) == (4, ReminderStatus.PENDING)


async def test_the_next_due_is_the_first_pending_one(transactions: Transactions) -> None:
    lead = a_lead_due(LEAD_ID, 1, 2, 3)
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    async with transactions.read() as tx:
        at_first = await tx.reminders.next_due_at()

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert at_first is None
        assert await tx.reminders.next_due_at() == MONDAY_9AM + 2 * DAY


async def test_owners_are_in_turn_when_more_is_due_than_is_claimed_at_once(transactions: Transactions) -> None:
    impatient = [a_lead_due(uuid4(), 1) for _ in range(5)]
    await keep(transactions, *impatient, a_lead_due(OTHER_LEAD_ID, 2, owner_id=STRANGER))

    async with transactions.write() as tx:
        due = await tx.reminders.due(MONDAY_9AM + 3 * DAY, limit=2)

    assert [row.owner_id for row in due] == [OWNER_ID, STRANGER]
