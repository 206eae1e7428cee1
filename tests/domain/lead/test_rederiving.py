"""The owner's zone or working hours change: pending reminders are due anew by their meaning, and no others are."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from domain.due_time import DueTime, GivenBy, OnDay, ShiftCause
from domain.lead.decisions.delivery import claim_reminder, reminder_sent
from domain.lead.decisions.due_times import rederive_due_times
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.preconditions import reminder_of, require_plan
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import DueTimesRederived, Event, FollowUpWithdrawn
from domain.lead.lead import Lead
from domain.plan.plan import Plan, PlanStep
from domain.plan.step_dates import StepDate, StepDates
from domain.reminders.follow_ups import TOO_OLD
from domain.reminders.reminder import ReminderStatus
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from domain.worktime import WorkTime
from tests.domain.worktime.owners import (
    AUCKLAND,
    EVERY_DAY,
    HALF_PAST_NINE,
    HONOLULU,
    IN_KYIV,
    KYIV,
    NEW_YORK,
    clock,
    on,
)
from tests.support.leads import LEAD_ID, a_lead, sends_at, step_of

NOW = on("2026-11-02 12:00")
IN_NEW_YORK = WorkTime(NEW_YORK, HALF_PAST_NINE)
TUESDAY, THURSDAY = date(2026, 11, 3), date(2026, 11, 5)
DAY = timedelta(days=1)


def due_on(day: date, wall_time: time | None = None, *, owner: WorkTime = IN_KYIV) -> DueTime:
    meant = OnDay(day, wall_time)
    at = owner.resolve(meant, now=NOW - 9 * DAY).at
    return DueTime(at, GivenBy.TIMING, meant=meant, base=NOW, zone=owner.zone.key)


def a_lead_due(*dues: DueTime) -> Lead:
    lead = a_lead(at=NOW)
    steps = (PlanStep(number, "email", "Write", "Hello", due) for number, due in enumerate(dues, start=1))
    lead.record(adopt_plan(lead.state, Plan(1, "test", tuple(steps)), at=NOW))
    return lead


def rederive(lead: Lead, owner: WorkTime = IN_NEW_YORK, *, at: datetime = NOW) -> Event | None:
    event = rederive_due_times(lead.state, work_time=owner, cause="tg:1:1", at=at)
    lead.record(event)
    return event


def test_one_event_says_when_steps_and_reminders_are_due_now_and_why() -> None:
    lead = a_lead_due(due_on(TUESDAY), due_on(THURSDAY, time(14)))
    first, second = (due_on(TUESDAY, owner=IN_NEW_YORK), due_on(THURSDAY, time(14), owner=IN_NEW_YORK))

    event = rederive(lead)

    assert event == DueTimesRederived(
        LEAD_ID,
        3,
        NOW,
        cause="tg:1:1",
        dates=StepDates((StepDate(1, first), StepDate(2, second))),
        rescheduled=RescheduledReminders(
            (RescheduledReminder(step_of(LEAD_ID, 1), 1, first), RescheduledReminder(step_of(LEAD_ID, 2), 1, second))
        ),
    )
    assert [clock(step.due.at, NEW_YORK) for step in require_plan(lead.state).steps] == [
        "Tue 2026-11-03 09:30",
        "Thu 2026-11-05 14:00",
    ]


def test_a_reminder_that_keeps_its_moment_is_no_event() -> None:
    lead = a_lead_due(due_on(TUESDAY))

    assert rederive(lead, IN_KYIV) is None
    assert rederive(lead, replace(IN_KYIV, working_days=frozenset({0, 1}))) is None


def test_a_deleted_lead_and_one_without_a_plan_are_left_alone() -> None:
    deleted = a_lead_due(due_on(TUESDAY))
    deleted.record(delete_lead(deleted.state, at=NOW))

    assert (rederive(deleted), rederive(a_lead(at=NOW))) == (None, None)


def test_reminders_that_are_sent_in_flight_or_done_stay() -> None:
    lead = a_lead_due(*(due_on(TUESDAY) for _ in range(4)), due_on(THURSDAY))
    sent_at = on("2026-11-03 09:30")
    for step_id in (1, 2):
        lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=1, at=sent_at))
    lead.record(reminder_sent(lead.state, step_of(LEAD_ID, 1), generation=1, message_id=5, at=sent_at))
    lead.record(toggle_step(lead.state, 3, at=sent_at, next_send=sends_at(sent_at)))
    lead.record(skip_step(lead.state, 4, at=sent_at))

    event = rederive(lead, at=sent_at)

    assert isinstance(event, DueTimesRederived)
    assert [one.step_id for one in event.dates.steps] == [5]
    assert [one.reminder_id for one in event.rescheduled.reminders] == [step_of(LEAD_ID, 5)]
    assert [one.status for one in lead.state.schedule] == [
        ReminderStatus.SENT,
        ReminderStatus.CLAIMED,
        ReminderStatus.COMPLETED,
        ReminderStatus.SKIPPED,
        ReminderStatus.PENDING,
    ]


def test_a_snoozed_reminder_goes_by_its_own_meaning_and_its_step_by_its_words() -> None:
    lead = a_lead_due(due_on(TUESDAY))
    off = replace(due_on(THURSDAY, time(15)), given_by=GivenBy.SNOOZE)
    lead.record(snooze_step(lead.state, 1, until=off, at=NOW))

    rederive(lead)

    assert clock(reminder_of(lead.state, 1).due_at, NEW_YORK) == "Thu 2026-11-05 15:00"
    assert clock(require_plan(lead.state).step(1).due.at, NEW_YORK) == "Tue 2026-11-03 09:30"
    assert (reminder_of(lead.state, 1).generation, reminder_of(lead.state, 1).snooze_count) == (2, 1)


def test_reminders_that_would_have_passed_are_late_together_at_the_next_send_time() -> None:
    """Two steps of Tuesday; in Auckland Tuesday is over when it is still Tuesday noon in Honolulu."""
    in_honolulu, in_auckland = (WorkTime(zone, HALF_PAST_NINE) for zone in (HONOLULU, AUCKLAND))
    day = due_on(TUESDAY, time(16), owner=in_honolulu)
    lead = a_lead_due(day, day)
    now = on("2026-11-03 12:00", HONOLULU)

    rederive(lead, in_auckland, at=now)

    assert [clock(one.due_at, AUCKLAND) for one in lead.state.schedule] == ["Thu 2026-11-05 09:30"] * 2
    assert all(one.due.is_late and one.generation == 1 for one in lead.state.schedule)


def test_over_the_date_line_a_day_of_the_calendar_stays_that_day() -> None:
    in_auckland, in_honolulu = (WorkTime(zone, HALF_PAST_NINE, working_days=EVERY_DAY) for zone in (AUCKLAND, HONOLULU))
    lead = a_lead_due(due_on(TUESDAY, owner=in_auckland), due_on(THURSDAY, owner=in_auckland))

    rederive(lead, in_honolulu, at=on("2026-11-02 12:00", AUCKLAND))

    assert [clock(one.due_at, HONOLULU) for one in lead.state.schedule] == [
        "Tue 2026-11-03 09:30",
        "Thu 2026-11-05 09:30",
    ]


def test_a_follow_up_is_due_anew_too_and_the_lead_stays_quiet() -> None:
    lead = a_lead(at=NOW)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOW))

    event = rederive(lead)

    assert isinstance(event, DueTimesRederived)
    assert event.dates == StepDates()
    [follow_up] = lead.state.schedule
    assert clock(follow_up.due_at, NEW_YORK) == "Thu 2026-11-05 09:30"
    assert lead.state.active_at == NOW


def test_a_follow_up_that_would_come_when_the_lead_is_too_old_is_withdrawn() -> None:
    lead = a_lead(at=NOW)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOW))

    event = rederive(lead, replace(IN_KYIV, paused_until=date(2027, 2, 1)))

    assert event == FollowUpWithdrawn(LEAD_ID, 3, NOW, number=1, reason=TOO_OLD)


def test_a_pause_takes_all_that_waits_to_its_end() -> None:
    lead = a_lead_due(due_on(TUESDAY), due_on(THURSDAY))

    rederive(lead, replace(IN_KYIV, paused_until=date(2026, 11, 16)))

    assert [clock(one.due_at) for one in lead.state.schedule] == ["Mon 2026-11-16 09:30"] * 2
    assert all(shift.cause is ShiftCause.PAUSED for one in lead.state.schedule for shift in one.due.shifts)


def test_a_new_send_time_is_the_time_of_reminders_meant_for_a_day() -> None:
    lead = a_lead_due(due_on(TUESDAY))

    rederive(lead, WorkTime(KYIV, time(11)))

    assert clock(reminder_of(lead.state, 1).due_at) == "Tue 2026-11-03 11:00"
