"""The overdue list, and its owner's commands on its steps."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

import pytest

from adapters.memory.lead_log import MemoryLeadLog
from application.delivery.entry import EntryState
from application.leads.queries import OverdueStep, Page
from application.ports.event_log import Loaded
from domain.reminders.reminder import ReminderStatus
from tests.support.database_down import TOO_LATE, after_being_down
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
STRANGER = 8


@pytest.fixture
async def overdue(app: MemoryApp) -> MemoryApp:
    """The first step's reminder has expired."""
    await app.planned_lead()
    await after_being_down(app)
    return app


async def listed(app: MemoryApp) -> Sequence[tuple[UUID, str]]:
    return [(step.lead_id, step.action) for step in (await app.use.queries.overdue(OWNER_ID, 0)).items]


async def test_the_overdue_list_says_whose_step_it_is_and_since_when(overdue: MemoryApp) -> None:
    step = OverdueStep(LEAD_ID, "Met Ada at the fair", "Do step 1", MONDAY_9AM)

    assert await overdue.use.queries.overdue(OWNER_ID, 0) == Page([step], number=0, pages=1, total=1)
    assert await overdue.use.queries.overdue(STRANGER, 0) == Page([], number=0, pages=1, total=0)


async def test_an_overdue_step_that_is_done_leaves_the_list_and_comes_again_when_reopened(overdue: MemoryApp) -> None:
    await overdue.use.commands.mark_step(overdue.command(), 1, 1, done=True)
    assert await listed(overdue) == []
    done = await overdue.reminder()

    await overdue.use.commands.mark_step(overdue.command(), 1, 1, done=False)

    assert (done.status, done.completed_at) == (ReminderStatus.COMPLETED, TOO_LATE)
    row = await overdue.reminder()
    next_send = MONDAY_9AM + 2 * DAY + timedelta(minutes=30)
    assert (row.status, row.generation, row.due_at) == (ReminderStatus.PENDING, 2, next_send)


async def test_an_overdue_step_that_is_snoozed_comes_after_all(overdue: MemoryApp) -> None:
    await overdue.use.commands.snooze_step(overdue.command(), 1, 1, generation=1, words="24 hours")
    listed_then = await listed(overdue)
    overdue.clock.move_to(TOO_LATE + DAY)

    await overdue.use.claims.claim_due()
    await overdue.relay_everything()

    assert listed_then == []
    assert (await overdue.reminder_entry(generation=2)).state is EntryState.SENT
    assert (await overdue.reminder()).status is ReminderStatus.SENT
    assert await overdue.deliveries() == ["ReminderExpired", "ReminderSent"]


async def test_a_lead_that_cannot_be_read_does_not_hide_the_others(
    app: MemoryApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)
    await after_being_down(app)
    load_all = MemoryLeadLog.load_all

    async def all_but_one(log: MemoryLeadLog, lead_ids: Collection[UUID]) -> Loaded:
        loaded = await load_all(log, lead_ids)
        return Loaded({key: lead for key, lead in loaded.leads.items() if key != LEAD_ID}, loaded.unreadable)

    monkeypatch.setattr(MemoryLeadLog, "load_all", all_but_one)

    page = await app.use.queries.overdue(OWNER_ID, 0)

    assert [(step.title, step.action) for step in page.items] == [
        ("Lead #11111111", "Hello from step 1"),
        ("Met Ada at the fair", "Do step 1"),
    ]
