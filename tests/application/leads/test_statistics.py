"""Statistics of an owner's leads."""

from datetime import timedelta

import pytest

from application.leads.statistics import Statistics
from application.read_models.owner_statistics import (
    ENOUGH_FOR_A_RATE,
    OwnerStatisticsRow,
    PlaybookTally,
    Tally,
    owner_statistics_rows,
)
from domain.lead.decisions.ending import delete_lead, erase_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.plan.plan import StepStatus
from tests.support.leads import (
    BOT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    a_lead,
    a_plan,
    sends_at,
    snoozed_to,
    step_of,
)
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
STRANGER = 8


def a_row(step_id: int, status: StepStatus = StepStatus.OPEN, *, plan: int = 1, days: int = 0) -> OwnerStatisticsRow:
    return OwnerStatisticsRow(
        reminder_id=str(step_of(LEAD_ID, step_id, plan=plan)),
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        playbook="test",
        status=status,
        due_at=MONDAY_9AM + days * DAY,
        has_reply=False,
    )


def test_each_step_of_a_plan_has_a_row() -> None:
    lead = a_lead(with_plan=True)
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    lead.record(skip_step(lead.state, 2, at=MONDAY_9AM))

    assert owner_statistics_rows(lead.state) == [
        a_row(1, StepStatus.DONE),
        a_row(2, StepStatus.SKIPPED, days=3),
        a_row(3, days=7),
    ]


def test_a_reply_stands_in_every_row_of_its_lead() -> None:
    lead = a_lead(with_plan=True)

    lead.record(prospect_replied(lead.state, at=MONDAY_9AM))

    assert [row.has_reply for row in owner_statistics_rows(lead.state)] == [True, True, True]


def test_a_newer_plan_takes_over_and_has_no_reply_yet() -> None:
    lead = a_lead(with_plan=True)
    lead.record(prospect_replied(lead.state, at=MONDAY_9AM))

    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))

    assert owner_statistics_rows(lead.state) == [a_row(1, plan=2, days=5)]


def test_a_step_that_was_put_off_is_due_when_its_reminder_comes_again() -> None:
    lead = a_lead(with_plan=True)

    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + 2 * DAY), at=MONDAY_9AM))

    assert owner_statistics_rows(lead.state)[0] == a_row(1, days=2)


def test_a_lead_that_is_deleted_or_erased_or_has_no_plan_does_not_count() -> None:
    waiting, deleted, erased = a_lead(), a_lead(with_plan=True), a_lead(with_plan=True)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    erased.record(erase_lead(erased.state, "the prospect asked for it", at=MONDAY_9AM))

    assert [owner_statistics_rows(lead.state) for lead in (waiting, deleted, erased)] == [[], [], []]


def test_tallies_add_up() -> None:
    assert Tally(1, 2, 3, 4, 5, 6) + Tally(10, 20, 30, 40, 50, 60) == Tally(11, 22, 33, 44, 55, 66)


@pytest.mark.parametrize(
    ("replied", "leads", "percent"),
    [(7, 19, None), (0, 0, None), (0, 20, 0), (7, 20, 35), (20, 20, 100), (1, 30, 3), (29, 30, 97)],
)
def test_of_few_leads_there_is_no_percentage(replied: int, leads: int, percent: int | None) -> None:
    assert ENOUGH_FOR_A_RATE == 20
    assert Tally(leads=leads, replied=replied).reply_percent == percent


async def test_what_an_owner_does_is_counted_at_once(app: MemoryApp) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    app.clock.move_to(MONDAY_9AM + 3 * DAY + timedelta(seconds=1))

    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    await app.use.commands.skip_step(app.command(OTHER_LEAD_ID), 1, 1)
    await app.use.commands.record_reply(app.command(), 1)

    tally = Tally(leads=2, replied=1, steps=6, done=1, skipped=1, overdue=2)
    assert await app.use.statistics.of_owner(OWNER_ID) == Statistics(
        [PlaybookTally(BOT_ID, OWNER_ID, "test", tally)], tally
    )


async def test_each_owner_has_their_own_statistics_and_the_operator_sees_all(app: MemoryApp) -> None:
    await app.planned_lead(LEAD_ID, owner_id=STRANGER)
    await app.planned_lead(OTHER_LEAD_ID)
    yours, theirs = (
        PlaybookTally(BOT_ID, owner_id, "test", Tally(leads=1, steps=3)) for owner_id in (OWNER_ID, STRANGER)
    )

    assert (await app.use.statistics.of_owner(OWNER_ID)).playbooks == [yours]
    assert await app.use.statistics.for_operator(owner_id=None) == [yours, theirs]
    assert await app.use.statistics.for_operator(owner_id=STRANGER) == [theirs]
    assert await app.use.statistics.of_owner(9) == Statistics([], Tally())


async def test_a_lead_that_comes_back_counts_as_before(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.record_reply(app.command(), 1)
    before = await app.use.statistics.of_owner(OWNER_ID)

    await app.use.commands.delete(app.command())
    meanwhile = await app.use.statistics.of_owner(OWNER_ID)
    await app.use.commands.restore(app.command())

    assert meanwhile.total == Tally()
    assert (await app.use.statistics.of_owner(OWNER_ID)).total == before.total == Tally(leads=1, replied=1, steps=3)
