"""A step that is moved goes with its reminder; the rest of the plan follows it if its owner says so."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from domain.due_time import AfterWorkingDays, AtInstant, DueTime, GivenBy, Meant, OnDay, Shift, ShiftCause
from domain.errors import LeadHasNoPlan, LeadIsDeleted, SnoozeRefused, StepIsClosed, UnknownStep
from domain.lead.decisions.due_times import rederive_due_times
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.preconditions import reminder_of, require_plan
from domain.lead.decisions.steps import move_step, snooze_step, toggle_step
from domain.lead.events import StepRescheduled
from domain.lead.lead import Lead
from domain.plan.plan import Plan, PlanStep
from domain.plan.step_dates import StepDate, StepDates
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from domain.typed_times import due_as_shown
from domain.worktime import WorkTime
from tests.domain.worktime.owners import IN_KYIV, KYIV, NEW_YORK, clock, on
from tests.support.leads import LEAD_ID, a_lead, a_new_lead, a_plan, sends_at, step_of, tell

NOW = on("2026-11-02 12:00")
FIRST, SECOND, THIRD = (step_of(LEAD_ID, number) for number in (1, 2, 3))


def meant_as(meant: Meant | None, at: str, **more: object) -> DueTime:
    return replace(DueTime(on(at), GivenBy.TIMING, meant=meant, base=NOW, zone=KYIV.key), **more)  # type: ignore[arg-type]


def a_lead_due(*dues: DueTime) -> Lead:
    lead = a_lead(at=NOW)
    steps = (PlanStep(number, "email", "Write", "Hello", due) for number, due in enumerate(dues, start=1))
    lead.record(adopt_plan(lead.state, Plan(1, "test", tuple(steps)), at=NOW))
    return lead


def three_steps() -> Lead:
    """Tuesday, Thursday at 14:00, next Monday."""
    return a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 5), time(14)), "2026-11-05 14:00"),
        meant_as(AfterWorkingDays(5, date(2026, 11, 2)), "2026-11-09 09:30"),
    )


def by_hand(at: str) -> DueTime:
    return due_as_shown(on(at), GivenBy.MOVE, work_time=IN_KYIV, now=NOW)


def move(
    lead: Lead, to: DueTime, *, step_id: int = 1, with_rest: bool = False, at: datetime = NOW
) -> StepRescheduled | None:
    event = move_step(lead.state, step_id, to=to, with_rest=with_rest, work_time=IN_KYIV, at=at)
    lead.record(event)
    return event


def moved_steps(event: StepRescheduled | None) -> Sequence[int]:
    return [one.step_id for one in event.dates.steps] if event else ()


def clocks(lead: Lead) -> Sequence[str]:
    """When the steps are due, and their reminders with them."""
    plan = require_plan(lead.state)
    assert [step.due for step in plan.steps if step.is_open] == [
        reminder_of(lead.state, step.id).due for step in plan.steps if step.is_open
    ]
    return [clock(step.due.at) for step in plan.steps]


def test_a_step_moved_alone_leaves_the_others_where_they_are() -> None:
    lead = three_steps()
    to = by_hand("2026-11-06 09:30")

    event = move(lead, to)

    dates, rescheduled = StepDates((StepDate(1, to),)), RescheduledReminders((RescheduledReminder(FIRST, 1, to),))
    assert event == StepRescheduled(LEAD_ID, 3, NOW, step_id=1, dates=dates, rescheduled=rescheduled)
    assert clocks(lead) == ["Fri 2026-11-06 09:30", "Thu 2026-11-05 14:00", "Mon 2026-11-09 09:30"]


def test_the_rest_goes_as_many_days_on_and_keeps_its_times_of_day() -> None:
    lead = three_steps()
    to = by_hand("2026-11-04 09:30")

    event = move(lead, to, with_rest=True)

    second = meant_as(OnDay(date(2026, 11, 6), time(14)), "2026-11-06 14:00", given_by=GivenBy.MOVE)
    third = meant_as(OnDay(date(2026, 11, 10)), "2026-11-10 09:30", given_by=GivenBy.MOVE)
    dates = StepDates((StepDate(1, to), StepDate(2, second), StepDate(3, third)))
    rescheduled = RescheduledReminders(
        (
            RescheduledReminder(FIRST, 1, to),
            RescheduledReminder(SECOND, 1, second),
            RescheduledReminder(THIRD, 1, third),
        )
    )
    assert event == StepRescheduled(LEAD_ID, 3, NOW, step_id=1, dates=dates, rescheduled=rescheduled)
    assert clocks(lead) == ["Wed 2026-11-04 09:30", "Fri 2026-11-06 14:00", "Tue 2026-11-10 09:30"]


def test_the_rest_comes_forward_with_it_too() -> None:
    lead = three_steps()

    move(lead, by_hand("2026-11-02 12:00"), with_rest=True)

    assert clocks(lead) == ["Mon 2026-11-02 12:00", "Wed 2026-11-04 14:00", "Mon 2026-11-09 09:30"]


def test_steps_before_it_stay_and_done_ones_stay() -> None:
    lead = three_steps()
    lead.record(toggle_step(lead.state, 3, at=NOW, next_send=sends_at(NOW)))

    event = move(lead, by_hand("2026-11-10 09:30"), step_id=2, with_rest=True)

    assert moved_steps(event) == [2]
    assert clocks(lead) == ["Tue 2026-11-03 09:30", "Tue 2026-11-10 09:30", "Mon 2026-11-09 09:30"]
    assert reminder_of(lead.state, 3).status is ReminderStatus.COMPLETED


def test_a_day_off_is_stepped_over_and_the_order_is_kept() -> None:
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 3), time(18)), "2026-11-03 18:00"),
        meant_as(OnDay(date(2026, 11, 3), time(10)), "2026-11-03 18:00"),
    )

    move(lead, by_hand("2026-11-07 09:30"), with_rest=True)

    assert clocks(lead) == ["Sat 2026-11-07 09:30", "Mon 2026-11-09 09:30", "Mon 2026-11-09 09:30"]


@pytest.mark.parametrize("cause", [ShiftCause.ORDER, ShiftCause.SPACING, ShiftCause.LATE, ShiftCause.PAUSED])
def test_a_step_that_was_put_elsewhere_than_it_meant_goes_on_from_where_it_stands(cause: ShiftCause) -> None:
    stands_at = on("2026-11-12 09:30")
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 2)), "2026-11-12 09:30", shifts=(Shift(cause, stands_at),)),
    )

    move(lead, by_hand("2026-11-04 09:30"), with_rest=True)

    assert clocks(lead) == ["Wed 2026-11-04 09:30", "Fri 2026-11-13 09:30"]
    assert reminder_of(lead.state, 2).due.meant == OnDay(date(2026, 11, 13))


def test_steps_that_went_along_keep_their_order_in_another_zone() -> None:
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 3), time(10)), "2026-11-03 10:00"),
        meant_as(OnDay(date(2026, 11, 2)), "2026-11-03 10:00", shifts=(Shift(ShiftCause.ORDER, NOW),)),
    )
    move(lead, by_hand("2026-11-04 16:00"), with_rest=True)

    lead.record(rederive_due_times(lead.state, work_time=WorkTime(NEW_YORK, time(8)), cause="tg:1:1", at=NOW))

    assert [clock(step.due.at, NEW_YORK) for step in require_plan(lead.state).steps] == ["Wed 2026-11-04 16:00"] * 3


def test_a_step_that_would_overtake_the_one_before_it_comes_with_it() -> None:
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 3), time(10)), "2026-11-03 10:00"),
    )

    move(lead, by_hand("2026-11-04 16:00"), with_rest=True)

    second = reminder_of(lead.state, 2).due
    assert clocks(lead) == ["Wed 2026-11-04 16:00", "Wed 2026-11-04 16:00"]
    assert second.shifts == (Shift(ShiftCause.ORDER, on("2026-11-04 16:00")),)


def test_a_move_within_the_day_moves_no_other_step() -> None:
    assert moved_steps(move(three_steps(), by_hand("2026-11-03 17:00"), with_rest=True)) == [1]


def test_steps_meant_as_an_instant_go_by_their_day() -> None:
    lead = a_new_lead(at=NOW)
    lead.record(adopt_plan(lead.state, a_plan(start=NOW, days=(1, 2)), at=NOW))

    move(lead, by_hand("2026-11-04 09:30"), with_rest=True)

    assert clocks(lead) == ["Wed 2026-11-04 09:30", "Thu 2026-11-05 09:30"]
    assert reminder_of(lead.state, 2).due.meant == OnDay(date(2026, 11, 5))


def test_a_step_meant_in_hours_goes_by_its_day_too() -> None:
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(AtInstant(on("2026-11-03 12:00")), "2026-11-03 12:00"),
    )

    move(lead, by_hand("2026-11-05 09:30"), with_rest=True)

    assert clocks(lead) == ["Thu 2026-11-05 09:30", "Thu 2026-11-05 09:30"]


def test_a_deadline_that_stays_behind_does_not_call_its_step_back() -> None:
    until = OnDay(date(2026, 11, 6))
    lead = a_lead_due(
        meant_as(OnDay(date(2026, 11, 3)), "2026-11-03 09:30"),
        meant_as(OnDay(date(2026, 11, 5)), "2026-11-05 09:30", until=until),
    )

    move(lead, by_hand("2026-11-12 09:30"), with_rest=True)

    assert clocks(lead) == ["Thu 2026-11-12 09:30", "Mon 2026-11-16 09:30"]
    assert reminder_of(lead.state, 2).due.until is None


def test_the_reminder_of_a_moved_step_that_was_sent_has_a_new_generation() -> None:
    lead = three_steps()
    sent_at, to = on("2026-11-03 09:30"), by_hand("2026-11-06 09:30")
    tell(lead, FIRST, at=sent_at)

    move(lead, to, at=sent_at)

    assert reminder_of(lead.state, 1) == Reminder(
        FIRST, to, generation=2, claimed_generation=1, reminder_count=1, last_reminded_at=sent_at
    )


def test_a_snoozed_reminder_goes_with_its_step() -> None:
    lead = three_steps()
    lead.record(snooze_step(lead.state, 1, until=by_hand("2026-11-05 09:30"), at=NOW))

    move(lead, by_hand("2026-11-04 09:30"))

    assert reminder_of(lead.state, 1).due_at == on("2026-11-04 09:30")
    assert reminder_of(lead.state, 1).generation == 2


def test_a_step_that_stands_there_already_is_not_moved() -> None:
    assert move(three_steps(), by_hand("2026-11-03 09:30"), with_rest=True) is None


def test_a_step_is_not_moved_into_the_past() -> None:
    lead = three_steps()
    past = by_hand("2026-11-02 11:59")

    with pytest.raises(SnoozeRefused) as refusal:
        move(lead, past)

    assert refusal.value.until == past.at


def test_only_an_open_step_of_a_living_lead_is_moved() -> None:
    to, done, deleted = by_hand("2026-11-04 09:30"), three_steps(), three_steps()
    done.record(toggle_step(done.state, 1, at=NOW, next_send=sends_at(NOW)))
    deleted.record(delete_lead(deleted.state, at=NOW))

    for lead, refusal, step_id in (
        (done, StepIsClosed, 1),
        (done, UnknownStep, 4),
        (deleted, LeadIsDeleted, 1),
        (a_lead(), LeadHasNoPlan, 1),
    ):
        with pytest.raises(refusal):
            move(lead, to, step_id=step_id)
