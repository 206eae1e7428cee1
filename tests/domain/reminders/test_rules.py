"""When a rescheduled reminder is due."""

from datetime import timedelta

from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.rules import DUPLICATE_GUARD, reopened, resumed
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from tests.support.leads import LEAD_ID, MONDAY_9AM, planned_at, sends_at, step_of

FIRST = step_of(LEAD_ID, 1)
MINUTE = timedelta(minutes=1)
NEXT_SEND = MONDAY_9AM + 30 * MINUTE


def test_the_duplicate_guard_is_a_quarter_of_an_hour() -> None:
    assert timedelta(minutes=15) == DUPLICATE_GUARD


def test_a_spent_generation_is_never_reused_even_when_a_clock_was_set_back() -> None:
    claimed = Reminder(FIRST, due=planned_at(MONDAY_9AM), claimed_generation=1, status=ReminderStatus.CLAIMED)

    rescheduled = reopened(claimed, at=MONDAY_9AM - MINUTE, next_send=sends_at(NEXT_SEND))

    assert rescheduled == RescheduledReminders((RescheduledReminder(FIRST, generation=2, due=planned_at(MONDAY_9AM)),))


def test_a_later_time_is_not_brought_forward_by_the_duplicate_guard() -> None:
    sent = Reminder(FIRST, due=planned_at(MONDAY_9AM), claimed_generation=1, last_reminded_at=MONDAY_9AM)

    rescheduled = reopened(sent, at=MONDAY_9AM + MINUTE, next_send=sends_at(NEXT_SEND))

    assert rescheduled == RescheduledReminders((RescheduledReminder(FIRST, generation=2, due=sends_at(NEXT_SEND)),))


def test_only_reminders_that_waited_are_resumed() -> None:
    reminders = [
        Reminder(step_of(LEAD_ID, number), due=planned_at(NEXT_SEND), status=status)
        for number, status in enumerate(ReminderStatus, start=1)
    ]

    rescheduled = resumed(reminders, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND))

    assert rescheduled == RescheduledReminders(
        (
            RescheduledReminder(step_of(LEAD_ID, 1), generation=1, due=planned_at(NEXT_SEND)),
            RescheduledReminder(step_of(LEAD_ID, 2), generation=1, due=planned_at(NEXT_SEND)),
        )
    )
