"""Follow-ups among the scheduled reminders, and the leads that wait, on every adapter."""

from datetime import datetime, timedelta
from uuid import UUID

from application.ports.transaction import Transactions
from domain.account.decisions import switch_follow_ups
from domain.lead.decisions.delivery import claim_reminder, reminder_expired
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.lead import Lead
from tests.adapters.ports.read_models.leads_due import a_lead_due
from tests.domain.worktime.owners import IN_KYIV, on
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import (
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    THIRD_LEAD_ID,
    a_new_lead,
    keep,
    step_of,
    tell,
)

DAY = timedelta(days=1)
THURSDAY = on("2026-11-05 09:30")


def a_followed_up_lead(lead_id: UUID = LEAD_ID, *, owner_id: int = OWNER_ID) -> Lead:
    """On Thursday at 9:30 in Kyiv."""
    lead = a_new_lead(lead_id, owner_id=owner_id)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=MONDAY_9AM))
    return lead


async def due(transactions: Transactions, now: datetime) -> list[tuple[UUID, str]]:
    async with transactions.write() as tx:
        return [(row.lead_id, row.kind) for row in await tx.reminders.due(now, limit=10)]


async def next_due_at(transactions: Transactions) -> datetime | None:
    async with transactions.read() as tx:
        return await tx.reminders.next_due_at()


async def test_a_follow_up_is_due_like_every_reminder(transactions: Transactions) -> None:
    await keep(transactions, a_followed_up_lead(), a_lead_due(OTHER_LEAD_ID, 9))

    assert await due(transactions, THURSDAY - timedelta(microseconds=1)) == []
    assert await due(transactions, THURSDAY) == [(LEAD_ID, "follow_up")]
    assert await next_due_at(transactions) == THURSDAY


async def test_it_is_not_due_while_its_owner_wants_none(transactions: Transactions) -> None:
    account = an_account(OWNER_ID)
    account.record(switch_follow_ups(account.state, on=False, at=MONDAY_9AM))
    await keep_accounts(transactions, account, an_account(8))
    await keep(transactions, a_followed_up_lead(), a_followed_up_lead(OTHER_LEAD_ID, owner_id=8))
    await keep(transactions, a_lead_due(THIRD_LEAD_ID, 1))

    found, next_at = await due(transactions, THURSDAY), await next_due_at(transactions)
    account.record(switch_follow_ups(account.state, on=True, at=MONDAY_9AM))
    await keep_accounts(transactions, account)

    assert found == [(THIRD_LEAD_ID, "plan_step"), (OTHER_LEAD_ID, "follow_up")]
    assert next_at == MONDAY_9AM + DAY
    assert len(await due(transactions, THURSDAY)) == 3


async def test_one_that_came_too_late_is_not_overdue(transactions: Transactions) -> None:
    lead = a_followed_up_lead()
    [follow_up] = lead.state.schedule
    lead.record(claim_reminder(lead.state, follow_up.id, generation=1, at=THURSDAY))
    lead.record(reminder_expired(lead.state, follow_up.id, generation=1, at=THURSDAY + DAY))

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert await tx.reminders.count_overdue(OWNER_ID) == 0
        assert await tx.reminders.overdue(OWNER_ID, offset=0, limit=10) == []


async def test_it_is_what_is_due_next_in_the_list_while_it_waits(transactions: Transactions) -> None:
    lead = a_followed_up_lead()
    [follow_up] = lead.state.schedule
    await keep(transactions, lead)
    async with transactions.read() as tx:
        [pending] = await tx.leads.page(owner_id=OWNER_ID, offset=0, limit=10)

    tell(lead, follow_up.id, at=THURSDAY)
    await keep(transactions, lead)

    async with transactions.read() as tx:
        [sent] = await tx.leads.page(owner_id=OWNER_ID, offset=0, limit=10)
    assert (pending.next_due_at, sent.next_due_at) == (THURSDAY, None)


async def test_an_owner_s_leads_wait_with_a_pending_reminder(transactions: Transactions) -> None:
    claimed, strangers = a_lead_due(OTHER_LEAD_ID, 0), a_followed_up_lead(THIRD_LEAD_ID, owner_id=8)
    claimed.record(claim_reminder(claimed.state, step_of(OTHER_LEAD_ID, 1), generation=1, at=MONDAY_9AM))
    fourth, fifth = (UUID(int=number << 96) for number in (4, 5))

    await keep(transactions, claimed, strangers, a_lead_due(fifth, 1, 2), a_followed_up_lead(), a_new_lead(fourth))

    async with transactions.read() as tx:
        assert await tx.reminders.leads_waiting(OWNER_ID) == [fifth, LEAD_ID]
        assert await tx.reminders.leads_waiting(8) == [THIRD_LEAD_ID]
        assert await tx.reminders.leads_waiting(99) == []
