"""``owner_statistics``, on every adapter: what is counted, for whom."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from application.ports.transaction import Transactions
from application.read_models.owner_statistics import PlaybookTally, Tally, owner_statistics_rows
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.lead import Lead
from domain.plan.plan import Plan
from tests.support.leads import (
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    a_plan,
    keep,
    sends_at,
    snoozed_to,
)

DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
STRANGER = 2**52


def a_lead_on(playbook: str, *days: int, lead_id: UUID | None = None, owner_id: int = OWNER_ID) -> Lead:
    """Its steps are due so many days after Monday."""
    lead = Lead.capture(
        lead_id or uuid4(), bot_id=BOT_ID, owner_id=owner_id, chat_id=CHAT_ID, note="Met Ada", at=MONDAY_9AM
    )
    lead.record(adopt_plan(lead.state, Plan(1, playbook, a_plan(days=days).steps), at=MONDAY_9AM))
    return lead


def answered(lead: Lead) -> Lead:
    lead.record(prospect_replied(lead.state, at=MONDAY_9AM))
    return lead


async def tallies(
    transactions: Transactions, *, at: datetime = MONDAY_9AM, owner_id: int | None = None
) -> Sequence[PlaybookTally]:
    async with transactions.read() as tx:
        found = await tx.owner_statistics.tallies(at, owner_id=owner_id)
    return sorted(found, key=lambda one: (one.owner_id, one.playbook))


async def test_leads_replies_and_steps_are_counted_by_owner_and_playbook(transactions: Transactions) -> None:
    await keep(
        transactions,
        answered(a_lead_on("Zoë’s “plan” 🔔", 1, 2, 3)),
        a_lead_on("Zoë’s “plan” 🔔", 1),
        answered(a_lead_on("cold", 1, 2)),
        a_lead_on("cold", 5, owner_id=STRANGER),
    )

    cold = PlaybookTally(BOT_ID, OWNER_ID, "cold", Tally(leads=1, replied=1, steps=2))
    warm = PlaybookTally(BOT_ID, OWNER_ID, "Zoë’s “plan” 🔔", Tally(leads=2, replied=1, steps=4))
    theirs = PlaybookTally(BOT_ID, STRANGER, "cold", Tally(leads=1, steps=1))
    assert await tallies(transactions) == [warm, cold, theirs]
    assert await tallies(transactions, owner_id=OWNER_ID) == [warm, cold]
    assert await tallies(transactions, owner_id=STRANGER) == [theirs]


async def test_done_skipped_and_open_steps_are_counted_apart(transactions: Transactions) -> None:
    lead = a_lead_on("cold", 0, 0, 0, 0, 0, 9)
    for step_id in (1, 2):
        lead.record(toggle_step(lead.state, step_id, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)))
    lead.record(skip_step(lead.state, 3, at=MONDAY_9AM))
    lead.record(snooze_step(lead.state, 4, until=snoozed_to(MONDAY_9AM + 2 * DAY), at=MONDAY_9AM))
    await keep(transactions, lead)

    [one] = await tallies(transactions, at=MONDAY_9AM + DAY)

    assert one.tally == Tally(leads=1, steps=6, done=2, skipped=1, overdue=1)


async def test_a_step_is_overdue_once_its_time_has_passed(transactions: Transactions) -> None:
    await keep(transactions, a_lead_on("cold", 1, 3))

    overdue = [
        (await tallies(transactions, at=at))[0].tally.overdue
        for at in (MONDAY_9AM + DAY, MONDAY_9AM + DAY + MOMENT, MONDAY_9AM + 3 * DAY, MONDAY_9AM + 4 * DAY)
    ]

    assert overdue == [0, 1, 1, 2]


async def test_a_deleted_lead_does_not_count_until_it_is_back(transactions: Transactions) -> None:
    lead = answered(a_lead_on("cold", 1, 2, lead_id=LEAD_ID))
    await keep(transactions, lead, a_lead_on("cold", 1, lead_id=OTHER_LEAD_ID))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))
    await keep(transactions, lead)
    [meanwhile] = await tallies(transactions)

    lead.record(restore_lead(lead.state, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    await keep(transactions, lead)

    [back] = await tallies(transactions)
    assert meanwhile.tally == Tally(leads=1, steps=1)
    assert back.tally == Tally(leads=2, replied=1, steps=3)


async def test_a_newer_plan_takes_its_lead_along(transactions: Transactions) -> None:
    lead = answered(a_lead_on("cold", 1, 2, lead_id=LEAD_ID))
    await keep(transactions, lead)

    lead.record(adopt_plan(lead.state, Plan(2, "warm", a_plan(days=(4,)).steps), at=MONDAY_9AM))
    await keep(transactions, lead)

    assert await tallies(transactions) == [PlaybookTally(BOT_ID, OWNER_ID, "warm", Tally(leads=1, steps=1))]


async def test_rows_are_read_back_as_they_were_put(transactions: Transactions) -> None:
    lead = answered(a_lead_on("cold", 1, 2, lead_id=LEAD_ID))
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))

    await keep(transactions, lead)

    async with transactions.read() as tx:
        assert await tx.owner_statistics.rows_of([LEAD_ID]) == owner_statistics_rows(lead.state)
        assert await tx.owner_statistics.aggregate_ids() == {LEAD_ID}
