from datetime import datetime, timedelta

import pytest

from application.errors import CapturedLater, LeadNotFound
from application.read_models.scheduled_reminders import reminder_rows
from domain.plan.plan import StepStatus
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


async def a_days_work(app: MemoryApp) -> None:
    """Captured and planned at 9, a step done at 10, deleted at 11, restored at 12."""
    await app.planned_lead()
    app.clock.advance(HOUR)
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)
    app.clock.advance(HOUR)
    await app.use.commands.delete(app.command())
    app.clock.advance(HOUR)
    await app.use.commands.restore(app.command())


async def test_the_state_of_any_moment_can_be_asked_for(app: MemoryApp) -> None:
    await a_days_work(app)

    at_nine, at_ten, at_eleven, at_twelve = [
        await app.use.audit.state_at(LEAD_ID, MONDAY_9AM + hours * HOUR) for hours in range(4)
    ]

    assert [state.version for state in (at_nine, at_ten, at_eleven, at_twelve)] == [2, 3, 4, 5]
    assert at_nine.plan is not None
    assert at_ten.plan is not None
    assert (at_nine.plan.step(1).status, at_ten.plan.step(1).status) == (StepStatus.OPEN, StepStatus.DONE)
    assert [state.is_deleted for state in (at_ten, at_eleven, at_twelve)] == [False, True, False]


async def test_the_state_now_is_the_state_that_commands_see(app: MemoryApp) -> None:
    await a_days_work(app)

    assert await app.use.audit.state_at(LEAD_ID, app.clock.now()) == await app.state()


async def test_there_was_no_lead_before_it_was_captured(app: MemoryApp) -> None:
    await a_days_work(app)

    with pytest.raises(LeadNotFound):
        await app.use.audit.state_at(OTHER_LEAD_ID, MONDAY_9AM)
    with pytest.raises(CapturedLater) as refused:
        await app.use.audit.state_at(LEAD_ID, MONDAY_9AM - MOMENT)

    assert str(refused.value) == f"lead {LEAD_ID} was not there yet: it was captured at 2026-11-02T09:00:00+00:00"


async def test_reminders_are_seen_as_they_were_just_before_and_at_a_command(app: MemoryApp) -> None:
    await a_days_work(app)

    async def first_reminder(at: datetime) -> list[tuple[str, str]]:
        rows = reminder_rows(await app.use.audit.state_at(LEAD_ID, at))
        return [(row.reminder_id, row.status.value) for row in rows[:1]]

    first = f"{LEAD_ID}:1:1"
    assert await first_reminder(MONDAY_9AM) == [(first, "pending")]
    assert await first_reminder(MONDAY_9AM + HOUR - MOMENT) == [(first, "pending")]
    assert await first_reminder(MONDAY_9AM + HOUR) == [(first, "completed")]
    assert await first_reminder(MONDAY_9AM + 2 * HOUR) == []
    assert await first_reminder(MONDAY_9AM + 3 * HOUR) == [(first, "completed")]


async def test_a_history_is_its_owners_alone(app: MemoryApp) -> None:
    await app.planned_lead()

    assert await app.use.audit.history(LEAD_ID, owner_id=OWNER_ID) == await app.events()
    assert await app.use.audit.history(LEAD_ID) == await app.events()
    with pytest.raises(LeadNotFound):
        await app.use.audit.history(LEAD_ID, owner_id=OWNER_ID + 1)
    with pytest.raises(LeadNotFound):
        await app.use.audit.history(OTHER_LEAD_ID)
