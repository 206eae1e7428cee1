"""``quiet_leads``, on every adapter: leads to be followed up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from application.ports.transaction import Transactions
from application.ports.work import Work
from application.read_models.quiet_leads import QuietLeadRow
from domain.account.decisions import switch_follow_ups
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.decisions.steps import toggle_step
from tests.adapters.ports.commits import Commits
from tests.domain.worktime.owners import IN_KYIV
from tests.support.accounts import an_account, keep_accounts
from tests.support.leads import (
    BOT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    THIRD_LEAD_ID,
    a_new_lead,
    keep,
    sends_at,
)

DAY = timedelta(days=1)


async def waiting(transactions: Transactions, now: datetime, limit: int = 10) -> Sequence[QuietLeadRow]:
    async with transactions.read() as tx:
        return await tx.quiet_leads.waiting(now, limit=limit)


async def next_at(transactions: Transactions) -> datetime | None:
    async with transactions.read() as tx:
        return await tx.quiet_leads.next_at(MONDAY_9AM)


async def test_a_lead_without_a_plan_waits_a_day_for_it(transactions: Transactions) -> None:
    await keep(transactions, a_new_lead())
    early = await waiting(transactions, MONDAY_9AM + DAY - timedelta(microseconds=1))

    assert early == []
    assert await waiting(transactions, MONDAY_9AM + DAY) == [
        QuietLeadRow(LEAD_ID, BOT_ID, OWNER_ID, MONDAY_9AM, MONDAY_9AM + DAY)
    ]
    assert await next_at(transactions) == MONDAY_9AM + DAY


async def test_a_lead_whose_plan_is_done_waits_for_nothing(transactions: Transactions) -> None:
    lead = a_new_lead(with_plan=True)
    for step_id in (1, 2, 3):
        lead.record(toggle_step(lead.state, step_id, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)))
    await keep(transactions, lead)

    assert await waiting(transactions, MONDAY_9AM) == [QuietLeadRow(LEAD_ID, BOT_ID, OWNER_ID, MONDAY_9AM, MONDAY_9AM)]


async def test_a_lead_that_is_not_quiet_has_no_row(transactions: Transactions) -> None:
    planned, deleted, followed_up = (
        a_new_lead(LEAD_ID, with_plan=True),
        a_new_lead(OTHER_LEAD_ID),
        a_new_lead(THIRD_LEAD_ID),
    )
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    followed_up.record(schedule_follow_up(followed_up.state, work_time=IN_KYIV, at=MONDAY_9AM))

    await keep(transactions, planned, deleted, followed_up)

    assert await waiting(transactions, MONDAY_9AM + 90 * DAY) == []
    assert await next_at(transactions) is None


async def test_the_longest_quiet_come_first(transactions: Transactions) -> None:
    ages = {LEAD_ID: 2, OTHER_LEAD_ID: 1, THIRD_LEAD_ID: 3}
    await keep(transactions, *(a_new_lead(one, at=MONDAY_9AM - age * DAY) for one, age in ages.items()))

    found = await waiting(transactions, MONDAY_9AM)

    assert [row.lead_id for row in found] == [THIRD_LEAD_ID, LEAD_ID, OTHER_LEAD_ID]
    assert await waiting(transactions, MONDAY_9AM, limit=2) == found[:2]
    assert await next_at(transactions) == MONDAY_9AM - 2 * DAY


async def test_an_owner_without_follow_ups_is_passed_over_until_they_are_on(transactions: Transactions) -> None:
    account, stranger = an_account(OWNER_ID), an_account(8)
    account.record(switch_follow_ups(account.state, on=False, at=MONDAY_9AM))
    await keep_accounts(transactions, account, stranger)
    for lead_id, owner_id in ((LEAD_ID, OWNER_ID), (OTHER_LEAD_ID, 8), (THIRD_LEAD_ID, 9)):
        await keep(transactions, a_new_lead(lead_id, owner_id=owner_id))
    without = await waiting(transactions, MONDAY_9AM + DAY)

    account.record(switch_follow_ups(account.state, on=True, at=MONDAY_9AM))
    await keep_accounts(transactions, account)

    assert [row.lead_id for row in without] == [OTHER_LEAD_ID, THIRD_LEAD_ID]
    assert [row.lead_id for row in await waiting(transactions, MONDAY_9AM + DAY)] == [
        LEAD_ID,
        OTHER_LEAD_ID,
        THIRD_LEAD_ID,
    ]


async def test_without_follow_ups_there_is_nothing_to_wake_for(transactions: Transactions) -> None:
    account = an_account(OWNER_ID)
    account.record(switch_follow_ups(account.state, on=False, at=MONDAY_9AM))
    await keep_accounts(transactions, account)
    await keep(transactions, a_new_lead())

    assert await next_at(transactions) is None


async def test_an_event_that_may_mean_a_follow_up_wakes_its_loop(transactions: Transactions, commits: Commits) -> None:
    await keep(transactions, a_new_lead())
    for_a_lead = set(commits.work)
    commits.work.clear()

    await keep_accounts(transactions, an_account())

    assert Work.FOLLOW_UPS in for_a_lead
    assert Work.FOLLOW_UPS in commits.work
