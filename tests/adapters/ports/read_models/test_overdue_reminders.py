"""What came too late to be sent, as its owner is shown it, on every adapter."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from application.ports.transaction import Transactions
from application.read_models.scheduled_reminders import reminder_rows
from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_sent,
    reminder_unconfirmed,
)
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.lead import Lead
from tests.support.leads import (
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    THIRD_LEAD_ID,
    a_plan,
    keep,
    sends_at,
    snoozed_to,
    step_of,
)

DAY = timedelta(days=1)
MUCH_LATER = MONDAY_9AM + 30 * DAY
STRANGER = 8


def an_overdue_lead(lead_id: UUID, *days: int, owner_id: int = OWNER_ID) -> Lead:
    """Its steps were due so many days after Monday, and none of their reminders could be sent."""
    lead = Lead.capture(lead_id, bot_id=BOT_ID, owner_id=owner_id, chat_id=CHAT_ID, note="Met Ada", at=MONDAY_9AM)
    lead.record(adopt_plan(lead.state, a_plan(days=days), at=MONDAY_9AM))
    for step_id in range(1, len(days) + 1):
        lead.record(claim_reminder(lead.state, step_of(lead_id, step_id), generation=1, at=MUCH_LATER))
        lead.record(reminder_expired(lead.state, step_of(lead_id, step_id), generation=1, at=MUCH_LATER))
    return lead


async def overdue(
    transactions: Transactions, owner_id: int = OWNER_ID, *, offset: int = 0, limit: int = 10
) -> Sequence[tuple[UUID, int]]:
    """Leads and steps."""
    async with transactions.read() as tx:
        rows = await tx.reminders.overdue(owner_id, offset=offset, limit=limit)
    return [(row.lead_id, row.step_id) for row in rows]


async def counted(transactions: Transactions, owner_id: int = OWNER_ID) -> int:
    async with transactions.read() as tx:
        return await tx.reminders.count_overdue(owner_id)


async def test_what_is_overdue_comes_the_longest_due_first(transactions: Transactions) -> None:
    await keep(transactions, an_overdue_lead(LEAD_ID, 3, 1), an_overdue_lead(OTHER_LEAD_ID, 2, 4))

    assert await overdue(transactions) == [(LEAD_ID, 2), (OTHER_LEAD_ID, 1), (LEAD_ID, 1), (OTHER_LEAD_ID, 2)]
    assert await counted(transactions) == 4


async def test_pages_of_what_was_due_together_leave_no_gap_and_do_not_overlap(transactions: Transactions) -> None:
    await keep(transactions, an_overdue_lead(OTHER_LEAD_ID, 1, 1), an_overdue_lead(LEAD_ID, 1, 1, 1))

    pages = [await overdue(transactions, offset=offset, limit=2) for offset in (0, 2, 4, 6)]

    assert pages == [
        [(LEAD_ID, 1), (LEAD_ID, 2)],
        [(LEAD_ID, 3), (OTHER_LEAD_ID, 1)],
        [(OTHER_LEAD_ID, 2)],
        [],
    ]


async def test_a_row_is_given_whole(transactions: Transactions) -> None:
    lead = an_overdue_lead(LEAD_ID, 1)
    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert await tx.reminders.overdue(OWNER_ID, offset=0, limit=10) == reminder_rows(lead.state)


async def test_owners_have_their_own(transactions: Transactions) -> None:
    await keep(transactions, an_overdue_lead(LEAD_ID, 1), an_overdue_lead(OTHER_LEAD_ID, 1, 2, owner_id=STRANGER))

    assert await overdue(transactions) == [(LEAD_ID, 1)]
    assert await overdue(transactions, STRANGER) == [(OTHER_LEAD_ID, 1), (OTHER_LEAD_ID, 2)]
    assert [await counted(transactions, owner_id) for owner_id in (OWNER_ID, STRANGER, 9)] == [1, 2, 0]


async def test_what_is_done_skipped_or_put_off_is_overdue_no_longer(transactions: Transactions) -> None:
    lead = an_overdue_lead(LEAD_ID, 1, 2, 3, 4)
    lead.record(toggle_step(lead.state, 1, at=MUCH_LATER, next_send=sends_at(MUCH_LATER + DAY)))
    lead.record(skip_step(lead.state, 2, at=MUCH_LATER))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(MUCH_LATER + DAY), at=MUCH_LATER))
    await keep(transactions, lead)

    assert await overdue(transactions) == [(LEAD_ID, 4)]
    assert await counted(transactions) == 1


async def test_what_could_not_be_delivered_is_overdue_too_and_nothing_else(transactions: Transactions) -> None:
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met Ada", at=MONDAY_9AM)
    lead.record(adopt_plan(lead.state, a_plan(days=(0, 0, 0, 0, 0)), at=MONDAY_9AM))
    for step_id in (2, 3, 4, 5):
        lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=1, at=MONDAY_9AM))
    lead.record(reminder_sent(lead.state, step_of(LEAD_ID, 3), generation=1, message_id=1, at=MONDAY_9AM))
    lead.record(reminder_failed(lead.state, step_of(LEAD_ID, 4), generation=1, reason="403", at=MONDAY_9AM))
    lead.record(reminder_unconfirmed(lead.state, step_of(LEAD_ID, 5), generation=1, reason="time-out", at=MONDAY_9AM))
    await keep(transactions, lead)

    assert await overdue(transactions) == [(LEAD_ID, 4)]
    assert await counted(transactions) == 1


async def test_a_deleted_lead_has_nothing_overdue_until_it_is_back(transactions: Transactions) -> None:
    lead, other = an_overdue_lead(LEAD_ID, 1), an_overdue_lead(THIRD_LEAD_ID, 2)
    lead.record(delete_lead(lead.state, at=MUCH_LATER))
    await keep(transactions, lead, other)

    while_deleted = await overdue(transactions)
    lead.record(restore_lead(lead.state, at=MUCH_LATER, next_send=sends_at(MUCH_LATER + DAY)))
    await keep(transactions, lead)

    assert while_deleted == [(THIRD_LEAD_ID, 1)]
    assert await overdue(transactions) == [(LEAD_ID, 1), (THIRD_LEAD_ID, 1)]
