import asyncio
from datetime import timedelta

import pytest

from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry
from application.delivery.pause import PauseCause, RelayPause
from application.wording.reminder import reminder_message
from domain.lead.events import ReminderClaimed
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import BOT_ID, CHAT_ID, LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, step_of
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)


async def delete_but_for_its_rows(app: MemoryApp) -> None:
    stale = await app.reminders()
    await app.use.commands.delete(app.command())
    async with app.transactions.write() as tx:
        await tx.reminders.add(stale)


async def test_a_due_reminder_is_claimed_with_its_frozen_message(app: MemoryApp) -> None:
    await app.planned_lead()

    claimed = await app.use.claims.claim_due()

    assert claimed == 1
    state, command_id = await app.state(), f"claim:{step_of(LEAD_ID, 1)}:1"
    [*_, event] = await app.events()
    assert event == ReminderClaimed(
        LEAD_ID,
        3,
        MONDAY_9AM,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        due_at=MONDAY_9AM,
        actor="scheduler",
        command_id=command_id,
        correlation_id=command_id,
        causation_id=command_id,
    )
    message = reminder_message(state, state.schedule.reminders[step_of(LEAD_ID, 1)])
    content = NewEntry(
        EntryKind.REMINDER,
        CHAT_ID,
        message,
        lead_id=LEAD_ID,
        reminder_id=step_of(LEAD_ID, 1),
        generation=1,
        due_at=MONDAY_9AM,
        expires_at=MONDAY_9AM + DAY,
    )
    assert await app.entries() == [Entry(1, BOT_ID, content, EntryState.QUEUED, MONDAY_9AM, MONDAY_9AM)]
    assert (await app.reminder()).status is ReminderStatus.CLAIMED


async def test_nothing_is_claimed_before_it_is_due(app: MemoryApp) -> None:
    await app.planned_lead(at=MONDAY_9AM + DAY)

    assert await app.use.claims.claim_due() == 0
    assert await app.use.claims.next_due_at() == MONDAY_9AM + DAY


async def test_racing_pollers_claim_a_reminder_once(app: MemoryApp) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID)

    claimed = await asyncio.gather(*(app.use.claims.claim_due() for _ in range(5)))

    assert sum(claimed) == 2
    assert len(await app.entries()) == 2


async def test_reminders_missed_for_long_are_claimed_once_and_up_to_the_limit_at_a_time(app: MemoryApp) -> None:
    await app.planned_lead()
    app.clock.advance(30 * DAY)

    assert [await app.use.claims.claim_due(limit=2) for _ in range(3)] == [2, 1, 0]


async def test_the_log_has_the_last_word_on_what_may_be_claimed(
    app: MemoryApp, caplog: pytest.LogCaptureFixture
) -> None:
    await app.planned_lead()
    await delete_but_for_its_rows(app)

    assert await app.use.claims.claim_due() == 0

    assert await app.entries() == []
    assert [record.message for record in caplog.records] == ["a due reminder was not claimed"]


@pytest.mark.parametrize("limit", [50, 1])
async def test_a_refused_claim_does_not_stop_or_displace_the_others(app: MemoryApp, limit: int) -> None:
    await app.planned_lead(LEAD_ID)
    await app.planned_lead(OTHER_LEAD_ID, at=MONDAY_9AM + timedelta(seconds=1))
    await delete_but_for_its_rows(app)
    app.clock.advance(timedelta(minutes=1))

    assert sum([await app.use.claims.claim_due(limit=limit) for _ in range(2)]) == 1

    [entry] = await app.entries()
    assert entry.content.lead_id == OTHER_LEAD_ID


async def test_the_text_of_a_message_is_frozen_when_it_is_claimed(app: MemoryApp) -> None:
    entry = await app.claimed_lead()
    app.clock.advance(timedelta(minutes=1))
    async with app.transactions.write() as tx:
        await tx.rate_limiter.pause(RelayPause(PauseCause.OPERATOR, app.clock.now(), app.clock.now(), "test"))

    await app.use.commands.skip_step(app.command(), 1, 2)
    await app.relay_everything()

    [sent] = app.messenger.sent
    assert sent.message == entry.content.message
