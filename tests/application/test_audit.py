from datetime import timedelta

import pytest

from application.errors import LeadNotFound
from domain.plan import StepStatus
from tests.application.house import House
from tests.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


async def a_days_work(house: House) -> None:
    """Captured and planned at 9, a step done at 10, deleted at 11, restored at 12."""
    await house.planned_lead()
    house.clock.advance(HOUR)
    await house.commands.mark_step(house.command(), 1, 1, done=True)
    house.clock.advance(HOUR)
    await house.commands.delete(house.command())
    house.clock.advance(HOUR)
    await house.commands.restore(house.command())


async def test_the_state_of_any_moment_can_be_asked_for(house: House) -> None:
    await a_days_work(house)

    at_nine, at_ten, at_eleven, at_twelve = [
        await house.audit.state_at(LEAD_ID, MONDAY_9AM + hours * HOUR) for hours in range(4)
    ]

    assert [state.version for state in (at_nine, at_ten, at_eleven, at_twelve)] == [2, 3, 4, 5]
    assert at_nine.plan is not None
    assert at_ten.plan is not None
    assert (at_nine.plan.step(1).status, at_ten.plan.step(1).status) == (StepStatus.OPEN, StepStatus.DONE)
    assert [state.is_deleted for state in (at_ten, at_eleven, at_twelve)] == [False, True, False]


async def test_the_state_now_is_the_state_that_commands_see(house: House) -> None:
    await a_days_work(house)

    assert await house.audit.state_at(LEAD_ID, house.clock.now()) == await house.state()


async def test_an_event_counts_from_its_very_moment(house: House) -> None:
    await a_days_work(house)

    assert (await house.audit.state_at(LEAD_ID, MONDAY_9AM + HOUR - MOMENT)).version == 2
    assert (await house.audit.state_at(LEAD_ID, MONDAY_9AM + HOUR)).version == 3


async def test_there_was_no_lead_before_it_was_captured(house: House) -> None:
    await a_days_work(house)

    with pytest.raises(LeadNotFound):
        await house.audit.state_at(LEAD_ID, MONDAY_9AM - MOMENT)
    with pytest.raises(LeadNotFound):
        await house.audit.state_at(OTHER_LEAD_ID, MONDAY_9AM)


async def test_the_log_tells_everything_in_order(house: House) -> None:
    await house.planned_lead(OTHER_LEAD_ID)
    await a_days_work(house)

    log = await house.audit.log()

    assert [recorded.event.originator_id for recorded in log] == [OTHER_LEAD_ID] * 2 + [LEAD_ID] * 5
    assert [recorded.position for recorded in log] == sorted(recorded.position for recorded in log)


async def test_the_log_can_be_of_one_lead_and_since_a_time(house: House) -> None:
    await house.planned_lead(OTHER_LEAD_ID)
    await a_days_work(house)

    log = await house.audit.log(lead_id=LEAD_ID, since=MONDAY_9AM + 2 * HOUR)

    assert [type(recorded.event).__name__ for recorded in log] == ["LeadDeleted", "LeadRestored"]
