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
from tests.support.memory_app import House
from tests.support.operators import EVE, WHY, a_mandate, trail

DAY = timedelta(days=1)
STRANGER = 8
THURSDAY, NEXT_MONDAY = MONDAY_9AM + 3 * DAY, MONDAY_9AM + 7 * DAY


def steps_of(done: Rescheduled) -> Sequence[tuple[int, datetime, datetime]]:
    return [(one.step_id, one.before, one.after) for one in done.steps]


async def dues(house: House) -> Sequence[datetime]:
    plan = (await house.state()).plan
    assert plan is not None
    return [step.due.at for step in plan.steps]


async def test_a_step_moves_and_its_reminder_with_it(house: House) -> None:
    await house.planned_lead()

    done = await house.use.rescheduling.move(house.command(), Move(2, "in 5 days at 10:00"))

    assert done.steps == [MovedStep(2, "Do step 2", THURSDAY, MONDAY_9AM + 5 * DAY + timedelta(hours=1))]
    assert [(one.reminder_id.step_id, one.before, one.after) for one in done.reminders] == steps_of(done)
    assert (await house.reminder(2)).due_at == done.steps[0].after
    assert await house.kinds_of_events() == ["LeadCaptured", "PlanGenerated", "StepRescheduled"]


async def test_the_event_says_who_by_which_command_and_in_which_words(house: House) -> None:
    await house.planned_lead()
    command = house.command()

    await house.use.rescheduling.move(command, Move(2, "tomorrow"))

    [*_, event] = await house.events()
    assert isinstance(event, StepRescheduled)
    assert (event.actor, event.command_id) == ("owner", command.command_id)
    [due] = [one.due for one in event.dates.steps if one.step_id == 2]
    assert (due.words, due.given_by, due.base) == ("tomorrow", GivenBy.MOVE, MONDAY_9AM)


async def test_with_the_rest_the_open_steps_after_it_go_as_many_days_on_and_in_order(house: House) -> None:
    await house.planned_lead()

    done = await house.use.rescheduling.move(house.command(), Move(1, MONDAY_9AM + 5 * DAY, with_rest=True))

    assert [(step, (after - before).days) for step, before, after in steps_of(done)] == [(1, 5), (2, 5), (3, 5)]
    assert await dues(house) == sorted(await dues(house))


@pytest.mark.parametrize("with_rest", [False, True])
async def test_what_a_dry_run_shows_is_what_is_done(house: House, *, with_rest: bool) -> None:
    await house.planned_lead()
    move = Move(1, MONDAY_9AM + 2 * DAY, with_rest=with_rest)

    shown = await house.use.rescheduling.move(house.command(), move, dry_run=True)
    unchanged = await dues(house), await house.kinds_of_events()
    done = await house.use.rescheduling.move(house.command(), move)

    assert unchanged == ([MONDAY_9AM, THURSDAY, NEXT_MONDAY], ["LeadCaptured", "PlanGenerated"])
    assert (shown.steps, shown.reminders) == (done.steps, done.reminders)


async def test_a_dry_run_does_not_spend_its_command(house: House) -> None:
    await house.planned_lead()
    command, move = house.command(), Move(2, THURSDAY + DAY)

    await house.use.rescheduling.move(command, move, dry_run=True)
    done = await house.use.rescheduling.move(command, move)

    assert steps_of(done) == [(2, THURSDAY, THURSDAY + DAY)]


async def test_a_command_run_twice_moves_once(house: House) -> None:
    await house.planned_lead()
    command = house.command()
    await house.use.rescheduling.move(command, Move(2, "in 5 days", with_rest=True))

    again = await house.use.rescheduling.move(command, Move(2, "in 5 days", with_rest=True))

    assert again == Rescheduled(await house.state())
    assert (await house.kinds_of_events()).count("StepRescheduled") == 1


async def test_a_step_that_has_been_moved_since_it_was_seen_stays(house: House) -> None:
    await house.planned_lead()
    await house.use.rescheduling.move(house.command(), Move(2, THURSDAY + DAY))

    late = await house.use.rescheduling.move(house.command(), Move(2, THURSDAY + 2 * DAY, seen_at=THURSDAY))

    assert (late.steps, late.reminders) == ((), ())
    assert (await dues(house))[1] == THURSDAY + DAY


async def test_a_reminder_that_was_put_off_comes_with_its_step_again(house: House) -> None:
    await house.planned_lead()
    await house.use.commands.snooze_step(house.command(), 1, 2, generation=1, words="in 10 days")

    done = await house.use.rescheduling.move(house.command(), Move(2, THURSDAY))

    assert done.steps == []
    assert [(one.reminder_id.step_id, one.after) for one in done.reminders] == [(2, THURSDAY)]


async def test_a_card_that_still_waits_shows_the_new_time(house: House) -> None:
    lead_id = await house.captured_lead()
    await house.use.enrichment.enrich_waiting()

    await house.use.rescheduling.move(house.command(lead_id), Move(1, "10 November at 16:15"))

    waiting = [entry for entry in await house.entries() if entry.state is EntryState.QUEUED]
    assert "due Tue 10 Nov 2026, 16:15" in waiting[-1].content.message.text


async def test_words_that_are_no_time_or_a_moment_that_has_passed_move_nothing(house: House) -> None:
    await house.planned_lead()

    with pytest.raises(TimingRefused):
        await house.use.rescheduling.move(house.command(), Move(2, "whenever"))
    with pytest.raises(SnoozeRefused):
        await house.use.rescheduling.move(house.command(), Move(2, MONDAY_9AM - timedelta(minutes=1)))

    assert await dues(house) == [MONDAY_9AM, THURSDAY, NEXT_MONDAY]


async def test_closed_unknown_and_older_steps_are_refused(house: House) -> None:
    await house.planned_lead()
    await house.use.commands.skip_step(house.command(), 1, 3)

    for move, refusal in ((Move(3, "tomorrow"), StepIsClosed), (Move(4, "tomorrow"), UnknownStep)):
        with pytest.raises(refusal):
            await house.use.rescheduling.move(house.command(), move)
    with pytest.raises(PlanSuperseded):
        await house.use.rescheduling.move(house.command(), Move(2, "tomorrow", plan=2))


async def test_somebody_elses_lead_is_not_found(house: House) -> None:
    await house.planned_lead()

    with pytest.raises(LeadNotFound):
        await house.use.rescheduling.move(house.command(owner_id=STRANGER), Move(2, "tomorrow"))


async def test_an_operator_moves_it_in_their_own_name_and_leaves_a_line(house: House) -> None:
    await house.planned_lead()

    done = await house.use.rescheduling.move_for_owner(LEAD_ID, Move(2, "in 5 days", with_rest=True), a_mandate())

    [*_, event] = await house.events()
    [action] = await trail(house.transactions)
    assert [step for step, *_ in steps_of(done)] == [2, 3]
    assert event.actor == EVE
    assert (action.actor, action.command, action.reason) == (EVE, "leads reschedule", WHY)
    assert action.details == f"lead {LEAD_ID}, step 2 and the rest"


async def test_an_operators_dry_run_and_a_move_to_where_it_stands_leave_no_line(house: House) -> None:
    await house.planned_lead()

    await house.use.rescheduling.move_for_owner(LEAD_ID, Move(2, "in 5 days"), a_mandate(), dry_run=True)
    await house.use.rescheduling.move_for_owner(LEAD_ID, Move(2, THURSDAY), a_mandate())

    assert await trail(house.transactions) == []
    assert await dues(house) == [MONDAY_9AM, THURSDAY, NEXT_MONDAY]


async def test_an_operator_finds_no_lead_that_is_not_there(house: House) -> None:
    with pytest.raises(LeadNotFound):
        await house.use.rescheduling.move_for_owner(THIRD_LEAD_ID, Move(1, "tomorrow"), a_mandate())


async def test_a_moment_is_on_a_whole_minute_as_it_is_shown(house: House) -> None:
    house.clock.advance(timedelta(seconds=23))

    due = await house.use.rescheduling.moment(7, "in 3 hours")

    assert due.at == MONDAY_9AM + timedelta(hours=3)
