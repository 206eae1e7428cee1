"""All reminders of one lead: facts about those it does not know change nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import BatchedReminders, ReminderSchedule, RescheduledReminder
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_plan, planned_at, sends_at, step_of

FIRST = step_of(LEAD_ID, 1)
UNKNOWN = step_of(LEAD_ID, 9)
LATER = MONDAY_9AM + timedelta(days=1)
Fact = Callable[[ReminderSchedule], ReminderSchedule]


def a_schedule() -> ReminderSchedule:
    return ReminderSchedule().planned(LEAD_ID, a_plan(days=(0, 3)))


def test_the_same_plan_twice_gives_the_same_reminders() -> None:
    assert a_schedule().planned(LEAD_ID, a_plan(days=(0, 3))) == a_schedule()


@pytest.mark.parametrize(
    "fact",
    [
        lambda schedule: schedule.claimed(UNKNOWN, 1, BatchedReminders()),
        lambda schedule: schedule.sent(UNKNOWN, 1, LATER),
        lambda schedule: schedule.failed(UNKNOWN, 1),
        lambda schedule: schedule.unconfirmed(UNKNOWN, 1),
        lambda schedule: schedule.completed(UNKNOWN, LATER),
        lambda schedule: schedule.skipped(UNKNOWN),
        lambda schedule: schedule.snoozed(UNKNOWN, sends_at(LATER), 2),
        lambda schedule: schedule.rescheduled([RescheduledReminder(UNKNOWN, generation=2, due=sends_at(LATER))]),
    ],
)
def test_facts_about_an_unknown_reminder_change_nothing(fact: Fact) -> None:
    assert fact(a_schedule()) == a_schedule()


def test_a_fact_changes_one_reminder_and_keeps_the_others() -> None:
    schedule = a_schedule()

    skipped = schedule.skipped(FIRST)

    assert list(skipped) == [
        Reminder(FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.SKIPPED),
        Reminder(step_of(LEAD_ID, 2), due=planned_at(MONDAY_9AM + timedelta(days=3))),
    ]
    assert schedule == a_schedule()


def test_several_are_put_back_at_once() -> None:
    second = step_of(LEAD_ID, 2)
    schedule = a_schedule().skipped(FIRST).skipped(second)

    rescheduled = schedule.rescheduled(
        [
            RescheduledReminder(FIRST, generation=2, due=sends_at(LATER)),
            RescheduledReminder(second, generation=1, due=sends_at(LATER)),
        ]
    )

    assert list(rescheduled) == [
        Reminder(FIRST, due=sends_at(LATER), generation=2),
        Reminder(second, due=sends_at(LATER)),
    ]
