"""Deleting a lead and taking that back."""

from datetime import timedelta

import pytest

from domain.errors import ClaimRefused, LeadIsDeleted, LeadIsNotDeleted
from domain.lead.decisions.delivery import claim_reminder, reminder_sent
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.preconditions import require_step
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import LeadDeleted, LeadRestored
from domain.lead.lead import Lead
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, planned_at, sends_at, snoozed_to, step_of, tell

FIRST, SECOND, THIRD = (step_of(LEAD_ID, step_id) for step_id in (1, 2, 3))
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LATER = MONDAY_9AM + 10 * MINUTE
NEXT_SEND = sends_at(MONDAY_9AM + 30 * MINUTE)


def a_deleted_lead(*, with_plan: bool = False) -> Lead:
    lead = a_lead(with_plan=with_plan)
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))
    return lead


def restore(lead: Lead) -> None:
    lead.record(restore_lead(lead.state, at=LATER, next_send=NEXT_SEND))


def first(lead: Lead) -> Reminder:
    return lead.state.schedule.reminders[FIRST]


def test_deleting_a_lead_is_one_event() -> None:
    lead = a_lead(with_plan=True)

    event = delete_lead(lead.state, at=LATER)
    lead.record(event)

    assert event == LeadDeleted(LEAD_ID, 3, LATER)
    assert lead.state.is_deleted
    assert lead.state.deleted_at == LATER


def test_a_deleted_lead_is_not_deleted_again() -> None:
    with pytest.raises(LeadIsDeleted):
        delete_lead(a_deleted_lead().state, at=LATER)


def test_a_lead_that_is_not_deleted_cannot_be_restored() -> None:
    with pytest.raises(LeadIsNotDeleted) as refusal:
        restore_lead(a_lead().state, at=LATER, next_send=NEXT_SEND)

    assert refusal.value.lead_id == LEAD_ID


def test_restoring_keeps_reminders_that_are_ahead_and_puts_off_the_others() -> None:
    lead = a_deleted_lead(with_plan=True)
    in_three_days, in_a_week = planned_at(MONDAY_9AM + 3 * DAY), planned_at(MONDAY_9AM + 7 * DAY)

    event = restore_lead(lead.state, at=LATER, next_send=NEXT_SEND)
    lead.record(event)

    rescheduled = (
        RescheduledReminder(FIRST, 2, NEXT_SEND),
        RescheduledReminder(SECOND, 1, in_three_days),
        RescheduledReminder(THIRD, 1, in_a_week),
    )
    assert event == LeadRestored(LEAD_ID, 4, LATER, rescheduled=RescheduledReminders(rescheduled))
    assert not lead.state.is_deleted
    assert list(lead.state.schedule) == [
        Reminder(FIRST, due=NEXT_SEND, generation=2),
        Reminder(SECOND, due=in_three_days),
        Reminder(THIRD, due=in_a_week),
    ]


def test_restoring_leaves_reminders_that_were_sent_done_or_skipped() -> None:
    lead = a_lead(with_plan=True)
    tell(lead, FIRST, at=MONDAY_9AM)
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=NEXT_SEND))
    lead.record(skip_step(lead.state, 3, at=MONDAY_9AM))
    before = lead.state.schedule
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    restore(lead)

    assert lead.state.schedule == before


def test_restoring_leaves_the_reminders_of_an_older_plan_cancelled() -> None:
    lead = a_lead(with_plan=True)
    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    restore(lead)

    statuses = [reminder.status for reminder in lead.state.schedule]
    assert statuses == [ReminderStatus.CANCELLED] * 3 + [ReminderStatus.PENDING]


def test_a_reminder_claimed_before_the_deletion_comes_again_as_a_new_generation() -> None:
    lead = a_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    restore(lead)

    assert first(lead) == Reminder(FIRST, due=NEXT_SEND, generation=2, claimed_generation=1)


def test_a_message_that_arrived_after_the_deletion_is_not_sent_again_after_restoring() -> None:
    lead = a_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))
    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=MONDAY_9AM + MINUTE))

    restore(lead)

    with pytest.raises(ClaimRefused):
        claim_reminder(lead.state, FIRST, generation=1, at=NEXT_SEND.at)
    assert first(lead).status is ReminderStatus.SENT


def test_a_snoozed_reminder_sent_minutes_ago_waits_for_the_duplicate_guard_after_restoring() -> None:
    lead = a_lead(with_plan=True)
    tell(lead, FIRST, at=MONDAY_9AM)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + MINUTE), at=MONDAY_9AM))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    lead.record(restore_lead(lead.state, at=MONDAY_9AM + 2 * MINUTE, next_send=sends_at(MONDAY_9AM + 5 * MINUTE)))

    assert first(lead).due_at == MONDAY_9AM + 15 * MINUTE


def test_a_lead_deleted_before_it_had_a_plan_is_restored_without_reminders() -> None:
    event = restore_lead(a_deleted_lead().state, at=LATER, next_send=NEXT_SEND)

    assert event == LeadRestored(LEAD_ID, 3, LATER, rescheduled=RescheduledReminders())


def test_a_restored_lead_takes_commands_again() -> None:
    lead = a_deleted_lead(with_plan=True)
    restore(lead)

    lead.record(toggle_step(lead.state, 1, at=LATER, next_send=NEXT_SEND))

    assert not require_step(lead.state, 1).is_open
