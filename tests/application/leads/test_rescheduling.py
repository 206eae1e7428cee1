"""Moving steps: looked at before it is done, done as it was seen, and once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from application.delivery.entry import EntryState
from application.errors import LeadNotFound
from application.leads.rescheduling import Move, MovedStep, Rescheduled
from domain.due_time import GivenBy
from domain.errors import PlanSuperseded, SnoozeRefused, StepIsClosed, TimingRefused, UnknownStep
from domain.lead.events import StepRescheduled
from tests.support.leads import LEAD_ID, MONDAY_9AM, THIRD_LEAD_ID
from tests.support.memory_app import MemoryApp
from tests.support.operators import EVE, WHY, a_mandate, trail

DAY = timedelta(days=1)
STRANGER = 8
THURSDAY, NEXT_MONDAY = MONDAY_9AM + 3 * DAY, MONDAY_9AM + 7 * DAY


def steps_of(done: Rescheduled) -> Sequence[tuple[int, datetime, datetime]]:
    return [(one.step_id, one.before, one.after) for one in done.steps]


async def dues(app: MemoryApp) -> Sequence[datetime]:
    plan = (await app.state()).plan
    assert plan is not None
    return [step.due.at for step in plan.steps]


async def test_a_step_moves_and_its_reminder_with_it(app: MemoryApp) -> None:
    await app.planned_lead()

    done = await app.use.rescheduling.move(app.command(), Move(2, "in 5 days at 10:00"))

    assert done.steps == [MovedStep(2, "Do step 2", THURSDAY, MONDAY_9AM + 5 * DAY + timedelta(hours=1))]
    assert [(one.reminder_id.step_id, one.before, one.after) for one in done.reminders] == steps_of(done)
    assert (await app.reminder(2)).due_at == done.steps[0].after
    assert await app.kinds_of_events() == ["LeadCaptured", "PlanGenerated", "StepRescheduled"]


async def test_the_event_says_who_by_which_command_and_in_which_words(app: MemoryApp) -> None:
    await app.planned_lead()
    command = app.command()

    await app.use.rescheduling.move(command, Move(2, "tomorrow"))

    [*_, event] = await app.events()
    assert isinstance(event, StepRescheduled)
    assert (event.actor, event.command_id) == ("owner", command.command_id)
    [due] = [one.due for one in event.dates.steps if one.step_id == 2]
    assert (due.words, due.given_by, due.base) == ("tomorrow", GivenBy.MOVE, MONDAY_9AM)


async def test_with_the_rest_the_open_steps_after_it_go_as_many_days_on_and_in_order(app: MemoryApp) -> None:
    await app.planned_lead()

    done = await app.use.rescheduling.move(app.command(), Move(1, MONDAY_9AM + 5 * DAY, with_rest=True))

    assert [(step, (after - before).days) for step, before, after in steps_of(done)] == [(1, 5), (2, 5), (3, 5)]
    assert await dues(app) == sorted(await dues(app))


@pytest.mark.parametrize("with_rest", [False, True])
async def test_a_dry_run_shows_the_move_and_does_not_spend_its_command(app: MemoryApp, *, with_rest: bool) -> None:
    await app.planned_lead()
    command, move = app.command(), Move(1, MONDAY_9AM + 2 * DAY, with_rest=with_rest)

    shown = await app.use.rescheduling.move(command, move, dry_run=True)
    unchanged = await dues(app), await app.kinds_of_events()
    done = await app.use.rescheduling.move(command, move)

    assert unchanged == ([MONDAY_9AM, THURSDAY, NEXT_MONDAY], ["LeadCaptured", "PlanGenerated"])
    assert (shown.steps, shown.reminders) == (done.steps, done.reminders)


async def test_a_command_run_twice_moves_once(app: MemoryApp) -> None:
    await app.planned_lead()
    command = app.command()
    await app.use.rescheduling.move(command, Move(2, "in 5 days", with_rest=True))

    again = await app.use.rescheduling.move(command, Move(2, "in 5 days", with_rest=True))

    assert again == Rescheduled(await app.state())
    assert (await app.kinds_of_events()).count("StepRescheduled") == 1


async def test_a_step_that_has_been_moved_since_it_was_seen_stays(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.rescheduling.move(app.command(), Move(2, THURSDAY + DAY))

    late = await app.use.rescheduling.move(app.command(), Move(2, THURSDAY + 2 * DAY, seen_at=THURSDAY))

    assert (late.steps, late.reminders) == ((), ())
    assert (await dues(app))[1] == THURSDAY + DAY


async def test_a_reminder_that_was_put_off_comes_with_its_step_again(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.snooze_step(app.command(), 1, 2, generation=1, words="in 10 days")

    done = await app.use.rescheduling.move(app.command(), Move(2, THURSDAY))

    assert done.steps == []
    assert [(one.reminder_id.step_id, one.after) for one in done.reminders] == [(2, THURSDAY)]


async def test_a_card_that_still_waits_shows_the_new_time(app: MemoryApp) -> None:
    lead_id = await app.captured_lead()
    await app.use.enrichment.enrich_waiting()

    await app.use.rescheduling.move(app.command(lead_id), Move(1, "10 November at 16:15"))

    waiting = [entry for entry in await app.entries() if entry.state is EntryState.QUEUED]
    assert "due Tue 10 Nov 2026, 16:15" in waiting[-1].content.message.text


async def test_words_that_are_no_time_or_a_moment_that_has_passed_move_nothing(app: MemoryApp) -> None:
    await app.planned_lead()

    with pytest.raises(TimingRefused):
        await app.use.rescheduling.move(app.command(), Move(2, "whenever"))
    with pytest.raises(SnoozeRefused):
        await app.use.rescheduling.move(app.command(), Move(2, MONDAY_9AM - timedelta(minutes=1)))

    assert await dues(app) == [MONDAY_9AM, THURSDAY, NEXT_MONDAY]


async def test_closed_unknown_and_older_steps_are_refused(app: MemoryApp) -> None:
    await app.planned_lead()
    await app.use.commands.skip_step(app.command(), 1, 3)

    for move, refusal in ((Move(3, "tomorrow"), StepIsClosed), (Move(4, "tomorrow"), UnknownStep)):
        with pytest.raises(refusal):
            await app.use.rescheduling.move(app.command(), move)
    with pytest.raises(PlanSuperseded):
        await app.use.rescheduling.move(app.command(), Move(2, "tomorrow", plan=2))


async def test_an_operator_moves_it_in_their_own_name_and_leaves_a_line(app: MemoryApp) -> None:
    await app.planned_lead()

    done = await app.use.rescheduling.move_for_owner(LEAD_ID, Move(2, "in 5 days", with_rest=True), a_mandate())

    [*_, event] = await app.events()
    [action] = await trail(app.transactions)
    assert [step for step, *_ in steps_of(done)] == [2, 3]
    assert event.actor == EVE
    assert (action.actor, action.command, action.reason) == (EVE, "leads reschedule", WHY)
    assert action.details == f"lead {LEAD_ID}, step 2 and the rest"


async def test_an_operators_dry_run_and_a_move_to_where_it_stands_leave_no_line(app: MemoryApp) -> None:
    await app.planned_lead()

    await app.use.rescheduling.move_for_owner(LEAD_ID, Move(2, "in 5 days"), a_mandate(), dry_run=True)
    await app.use.rescheduling.move_for_owner(LEAD_ID, Move(2, THURSDAY), a_mandate())

    assert await trail(app.transactions) == []
    assert await dues(app) == [MONDAY_9AM, THURSDAY, NEXT_MONDAY]


async def test_an_unknown_lead_and_the_lead_of_another_owner_are_not_found(app: MemoryApp) -> None:
    await app.planned_lead()

    with pytest.raises(LeadNotFound):
        await app.use.rescheduling.move(app.command(owner_id=STRANGER), Move(2, "tomorrow"))
    with pytest.raises(LeadNotFound):
        await app.use.rescheduling.move_for_owner(THIRD_LEAD_ID, Move(1, "tomorrow"), a_mandate())


async def test_a_moment_is_on_a_whole_minute_as_it_is_shown(app: MemoryApp) -> None:
    app.clock.advance(timedelta(seconds=23))

    due = await app.use.rescheduling.moment(7, "in 3 hours")

    assert due.at == MONDAY_9AM + timedelta(hours=3)
