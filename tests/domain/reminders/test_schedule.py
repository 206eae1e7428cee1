"""All reminders of one lead: facts about an unknown reminder change none."""

from datetime import timedelta

from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import BatchedReminders, ReminderSchedule, RescheduledReminder, RescheduledReminders
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_plan, planned_at, sends_at, step_of

FIRST, SECOND, UNKNOWN = (step_of(LEAD_ID, number) for number in (1, 2, 9))
LATER = MONDAY_9AM + timedelta(days=1)


def a_schedule() -> ReminderSchedule:
    return ReminderSchedule().planned(LEAD_ID, a_plan(days=(0, 3)))


def test_facts_about_an_unknown_reminder_change_nothing() -> None:
    schedule = a_schedule()
    rescheduled = RescheduledReminders((RescheduledReminder(UNKNOWN, generation=2, due=sends_at(LATER)),))

    assert schedule.claimed(UNKNOWN, 1, BatchedReminders()) == schedule
    assert schedule.settled(UNKNOWN, 1, Reminder.failed) == schedule
    assert schedule.changed(UNKNOWN, Reminder.skipped) == schedule
    assert schedule.rescheduled(rescheduled) == schedule


def test_a_fact_changes_one_reminder_and_keeps_the_others() -> None:
    schedule = a_schedule()

    skipped = schedule.changed(FIRST, Reminder.skipped)

    assert list(skipped) == [
        Reminder(FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.SKIPPED),
        Reminder(SECOND, due=planned_at(MONDAY_9AM + timedelta(days=3))),
    ]
    assert schedule == a_schedule()


def test_several_are_rescheduled_at_once() -> None:
    news = [RescheduledReminder(FIRST, 2, sends_at(LATER)), RescheduledReminder(SECOND, 1, sends_at(LATER))]

    rescheduled = a_schedule().changed(FIRST, Reminder.skipped).rescheduled(RescheduledReminders(tuple(news)))

    assert list(rescheduled) == [Reminder(FIRST, sends_at(LATER), generation=2), Reminder(SECOND, sends_at(LATER))]
