from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from application.delivery.entry import EntryState
from application.errors import LeadNotFound
from application.leads.commands import LeadCommands, OwnerCommand
from domain.errors import PlanSuperseded, UnknownStep
from domain.lead.events import StepToggled
from domain.lead.state import LeadState
from domain.reminders.reminder import ReminderStatus
from tests.application.leads.newer_plan import adopt
from tests.support.leads import LEAD_ID, MONDAY_9AM, OWNER_ID, a_plan
from tests.support.memory_app import MemoryApp

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
STRANGER = 8
NEXT_SEND_TIME = MONDAY_9AM.replace(minute=30)

Do = Callable[[LeadCommands, OwnerCommand], Awaitable[LeadState]]
EVERY_COMMAND: list[Do] = [
    lambda commands, command: commands.mark_step(command, 1, 1, done=True),
    lambda commands, command: commands.skip_step(command, 1, 1),
    lambda commands, command: commands.snooze_step(command, 1, 1, generation=1, words="24 hours"),
    lambda commands, command: commands.delete(command),
    lambda commands, command: commands.record_reply(command, 1),
    lambda commands, command: commands.stop_follow_ups(command),
]


@pytest.mark.parametrize("do", EVERY_COMMAND)
async def test_a_command_run_twice_changes_nothing_the_second_time(app: MemoryApp, do: Do) -> None:
    await app.planned_lead()
    command = app.command()
    first = await do(app.use.commands, command)

    second = await do(app.use.commands, command)

    assert second == first == await app.state()
    assert first.version == 3


@pytest.mark.parametrize("do", EVERY_COMMAND)
async def test_the_lead_of_another_owner_is_not_found(app: MemoryApp, do: Do) -> None:
    await app.planned_lead()

    with pytest.raises(LeadNotFound):
        await do(app.use.commands, app.command(owner_id=STRANGER))

    assert (await app.state()).version == 2


@pytest.mark.parametrize("do", EVERY_COMMAND)
async def test_a_command_says_who_gave_it(app: MemoryApp, do: Do) -> None:
    await app.planned_lead()

    await do(app.use.commands, OwnerCommand(OWNER_ID, LEAD_ID, "tg:1:9"))

    [*_, event] = await app.events()
    assert (event.actor, event.command_id, event.correlation_id) == ("owner", "tg:1:9", "tg:1:9")


@pytest.mark.parametrize("do", EVERY_COMMAND[:3])
async def test_a_button_of_an_older_plan_is_refused(app: MemoryApp, do: Do) -> None:
    await app.planned_lead()
    await adopt(app, a_plan(2))

    with pytest.raises(PlanSuperseded):
        await do(app.use.commands, app.command())


async def test_a_refused_command_may_be_tried_again_with_its_name(app: MemoryApp) -> None:
    await app.planned_lead()
    command = app.command()
    with pytest.raises(UnknownStep):
        await app.use.commands.skip_step(command, 1, 99)

    state = await app.use.commands.skip_step(command, 1, 1)

    assert state.version == 3


async def test_marking_a_step_done_twice_records_it_once(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)

    state = await app.use.commands.mark_step(app.command(), 1, 1, done=True)

    assert state.version == 3


@pytest.mark.parametrize("do", EVERY_COMMAND[:4])
async def test_a_reminder_that_is_no_longer_wanted_is_withdrawn(app: MemoryApp, do: Do) -> None:
    await app.claimed_lead()

    await do(app.use.commands, app.command())

    assert (await app.reminder_entry()).state is EntryState.WITHDRAWN
    await app.relay_everything()
    assert app.messenger.handed_over == []


async def test_a_change_to_another_step_withdraws_nothing(app: MemoryApp) -> None:
    await app.claimed_lead()

    await app.use.commands.skip_step(app.command(), 1, 2)

    assert (await app.reminder_entry()).state is EntryState.QUEUED


async def test_the_reminder_of_a_restored_lead_comes_at_the_next_send_time(app: MemoryApp) -> None:
    await app.claimed_lead()
    await app.use.commands.delete(app.command())
    app.clock.advance(MINUTE)

    await app.use.commands.restore(app.command())

    at_once = await app.use.claims.claim_due()
    app.clock.move_to(NEXT_SEND_TIME)
    at_send_time = await app.use.claims.claim_due()
    assert (at_once, at_send_time) == (0, 1)
    assert [entry.content.generation for entry in await app.reminder_entries()] == [1, 2]


async def test_deleting_and_restoring_twice_is_the_same_as_once(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.delete(app.command())
    deleted = await app.use.commands.delete(app.command())
    await app.use.commands.restore(app.command())
    restored = await app.use.commands.restore(app.command())

    assert (deleted.version, restored.version) == (3, 4)


async def test_a_step_reopened_after_its_time_comes_at_the_next_send_time(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.mark_step(app.command(), 1, 1, done=True)

    await app.use.commands.mark_step(app.command(), 1, 1, done=False)

    row = await app.reminder()
    assert (row.status, row.due_at) == (ReminderStatus.PENDING, NEXT_SEND_TIME)
    assert await app.use.claims.claim_due() == 0
    [*_, event] = await app.events()
    assert isinstance(event, StepToggled)
    assert event.done is False
    assert event.rescheduled is not None
    assert [one.due.at for one in event.rescheduled.reminders] == [NEXT_SEND_TIME]
