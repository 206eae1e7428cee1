"""One reminder: its name, and how facts change it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.reminders.reminder import NOT_TOLD, Reminder, ReminderId, ReminderStatus
from tests.support.leads import LEAD_ID, MONDAY_9AM, planned_at, sends_at, step_of

FIRST = step_of(LEAD_ID, 1)
LATER = MONDAY_9AM + timedelta(minutes=10)
OVER = (ReminderStatus.COMPLETED, ReminderStatus.SKIPPED, ReminderStatus.CANCELLED)


def a_reminder(status: ReminderStatus = ReminderStatus.PENDING) -> Reminder:
    return Reminder(FIRST, due=planned_at(MONDAY_9AM), status=status)


def test_a_reminders_name_is_read_back_from_its_text() -> None:
    reminder_id = ReminderId(LEAD_ID, 2, 13)

    assert str(reminder_id) == f"{LEAD_ID}:2:13"
    assert ReminderId.parse(str(reminder_id)) == reminder_id


@pytest.mark.parametrize("text", ["", "x", f"{LEAD_ID}", f"{LEAD_ID}:1", f"{LEAD_ID}:1:2:3", f"{LEAD_ID}:a:1", "x:1:1"])
def test_another_text_is_no_reminders_name(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ReminderId.parse(text)


@pytest.mark.parametrize("status", ReminderStatus)
def test_a_message_is_wanted_until_its_step_is_over(status: ReminderStatus) -> None:
    assert a_reminder(status).is_wanted is (status not in OVER)


def test_a_generation_is_spent_when_it_was_claimed() -> None:
    fresh = a_reminder()
    claimed = fresh.claimed(1)
    snoozed = claimed.snoozed(sends_at(LATER), 2)

    assert [fresh.is_spent, claimed.is_spent, snoozed.is_spent] == [False, True, False]


@pytest.mark.parametrize("status", ReminderStatus)
def test_a_newer_plan_cancels_only_reminders_that_waited_or_were_not_sent(status: ReminderStatus) -> None:
    waited = status in (ReminderStatus.PENDING, ReminderStatus.CLAIMED, *NOT_TOLD)

    cancelled = a_reminder(status).cancelled()

    assert cancelled.status is (ReminderStatus.CANCELLED if waited else status)


@pytest.mark.parametrize("status", ReminderStatus)
def test_only_a_message_that_may_be_in_flight_is_settled(status: ReminderStatus) -> None:
    reminder = a_reminder(status)
    in_flight = status in (ReminderStatus.CLAIMED, ReminderStatus.UNCONFIRMED, ReminderStatus.EXPIRED)

    assert reminder.failed(1).status is (ReminderStatus.FAILED if in_flight else status)
    assert reminder.unconfirmed(1).status is (ReminderStatus.UNCONFIRMED if in_flight else status)
    assert reminder.sent(1, LATER).status is (ReminderStatus.SENT if in_flight else status)


def test_rescheduling_forgets_the_completion_and_keeps_the_counts() -> None:
    sent = replace(a_reminder().claimed(1).sent(1, LATER).completed(LATER), snooze_count=3)

    again = sent.rescheduled(sends_at(LATER), 2)

    assert again == Reminder(
        FIRST,
        due=sends_at(LATER),
        generation=2,
        claimed_generation=1,
        reminder_count=1,
        snooze_count=3,
        last_reminded_at=LATER,
    )
