"""What an owner does to a step, and what becomes of its reminder."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.errors import LeadHasNoPlan, LeadIsDeleted, StepIsClosed, UnknownStep
from domain.lead.lead import Lead
from domain.plan.plan import StepStatus
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from tests.leads import (
    LEAD_ID,
    MONDAY_9AM,
    a_lead,
    a_plan,
    planned_at,
    sends_at,
    snoozed_to,
    step_of,
)

FIRST = step_of(LEAD_ID, 1)
SECOND = step_of(LEAD_ID, 2)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LATER = MONDAY_9AM + 10 * MINUTE
NEXT_SEND = MONDAY_9AM + 30 * MINUTE
TUESDAY = MONDAY_9AM + DAY


def reminder(lead: Lead, step_id: int) -> Reminder:
    return lead.state.schedule.reminders[step_of(LEAD_ID, step_id)]


def a_lead_told_of_step_1(*, at: datetime = MONDAY_9AM) -> Lead:
    lead = a_lead(with_plan=True)
    lead.claim_reminder(FIRST, generation=1, at=at)
    lead.record_sent(FIRST, generation=1, message_id=5, at=at)
    lead.collect_events()
    return lead


def test_toggling_an_open_step_marks_it_done() -> None:
    lead = a_lead(with_plan=True)

    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    [event] = lead.collect_events()
    assert event == Lead.StepToggled(originator_id=LEAD_ID, originator_version=3, timestamp=LATER, step_id=1, done=True)
    assert lead.state.plan_number(1).step(1).status is StepStatus.DONE
    assert reminder(lead, 1) == Reminder(
        FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.COMPLETED, completed_at=LATER
    )


def test_a_step_reopened_before_its_time_waits_as_before() -> None:
    lead = a_lead(with_plan=True)
    due = MONDAY_9AM + 3 * DAY
    lead.toggle_step(2, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND))
    lead.collect_events()

    lead.toggle_step(2, at=LATER, next_send=sends_at(NEXT_SEND))

    [event] = lead.collect_events()
    assert event == Lead.StepToggled(
        originator_id=LEAD_ID,
        originator_version=4,
        timestamp=LATER,
        step_id=2,
        done=False,
        rescheduled=RescheduledReminders((RescheduledReminder(SECOND, generation=1, due=planned_at(due)),)),
    )
    assert lead.state.plan_number(1).step(2).is_open
    assert reminder(lead, 2) == Reminder(SECOND, due=planned_at(due))


def test_a_step_reopened_after_its_time_comes_at_the_next_send_time_and_never_at_once() -> None:
    lead = a_lead(with_plan=True)
    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    assert reminder(lead, 1) == Reminder(FIRST, due=sends_at(NEXT_SEND), generation=2)


def test_a_step_reopened_at_its_very_time_comes_at_the_next_send_time() -> None:
    lead = a_lead(with_plan=True)
    lead.toggle_step(1, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND))

    lead.toggle_step(1, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND))

    assert reminder(lead, 1).due_at == NEXT_SEND


def test_a_reopened_step_that_was_told_of_gets_a_new_generation() -> None:
    lead = a_lead_told_of_step_1()
    lead.toggle_step(1, at=LATER, next_send=sends_at(TUESDAY))

    lead.toggle_step(1, at=LATER, next_send=sends_at(TUESDAY))

    assert reminder(lead, 1) == Reminder(
        FIRST,
        due=sends_at(TUESDAY),
        generation=2,
        claimed_generation=1,
        reminder_count=1,
        last_reminded_at=MONDAY_9AM,
    )


def test_a_reopened_step_is_not_told_twice_within_the_duplicate_guard() -> None:
    lead = a_lead_told_of_step_1(at=MONDAY_9AM)
    lead.toggle_step(1, at=MONDAY_9AM + MINUTE, next_send=sends_at(MONDAY_9AM + 5 * MINUTE))

    lead.toggle_step(1, at=MONDAY_9AM + 2 * MINUTE, next_send=sends_at(MONDAY_9AM + 5 * MINUTE))

    assert reminder(lead, 1).due_at == MONDAY_9AM + 15 * MINUTE


def test_a_claimed_step_done_and_reopened_before_its_message_left_gets_a_new_generation() -> None:
    lead = a_lead(with_plan=True)
    lead.claim_reminder(FIRST, generation=1, at=MONDAY_9AM)
    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    assert reminder(lead, 1) == Reminder(FIRST, due=sends_at(NEXT_SEND), generation=2, claimed_generation=1)


def test_skipping_a_step_closes_it_and_its_reminder() -> None:
    lead = a_lead(with_plan=True)

    lead.skip_step(1, at=LATER)

    [event] = lead.collect_events()
    assert event == Lead.StepSkipped(originator_id=LEAD_ID, originator_version=3, timestamp=LATER, step_id=1)
    assert lead.state.plan_number(1).step(1).status is StepStatus.SKIPPED
    assert reminder(lead, 1) == Reminder(FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.SKIPPED)


def test_a_skipped_step_is_reopened_by_toggling() -> None:
    lead = a_lead(with_plan=True)
    lead.skip_step(2, at=MONDAY_9AM)

    lead.toggle_step(2, at=LATER, next_send=sends_at(NEXT_SEND))

    assert lead.has_open_step(2)
    assert reminder(lead, 2) == Reminder(SECOND, due=planned_at(MONDAY_9AM + 3 * DAY))


def test_snoozing_moves_the_reminder_and_not_the_step() -> None:
    lead = a_lead_told_of_step_1()
    plan = lead.state.plan

    lead.snooze_step(1, until=snoozed_to(TUESDAY), at=LATER)

    [event] = lead.collect_events()
    assert event == Lead.StepSnoozed(
        originator_id=LEAD_ID, originator_version=5, timestamp=LATER, step_id=1, due=snoozed_to(TUESDAY), generation=2
    )
    assert lead.state.plan == plan
    assert reminder(lead, 1) == Reminder(
        FIRST,
        due=snoozed_to(TUESDAY),
        generation=2,
        claimed_generation=1,
        reminder_count=1,
        snooze_count=1,
        last_reminded_at=MONDAY_9AM,
    )


def test_each_snooze_starts_a_new_generation() -> None:
    lead = a_lead(with_plan=True)

    lead.snooze_step(1, until=snoozed_to(TUESDAY), at=LATER)
    lead.snooze_step(1, until=snoozed_to(TUESDAY + DAY), at=LATER)

    assert reminder(lead, 1) == Reminder(FIRST, due=snoozed_to(TUESDAY + DAY), generation=3, snooze_count=2)
    assert lead.generation_of(1) == 3


def test_a_snoozed_step_done_and_reopened_keeps_its_later_time() -> None:
    lead = a_lead(with_plan=True)
    lead.snooze_step(1, until=snoozed_to(TUESDAY), at=LATER)
    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    lead.toggle_step(1, at=LATER, next_send=sends_at(NEXT_SEND))

    assert reminder(lead, 1) == Reminder(FIRST, due=snoozed_to(TUESDAY), generation=2, snooze_count=1)


@pytest.mark.parametrize("step_id", [1, 2])
def test_a_closed_step_is_neither_skipped_nor_snoozed(step_id: int) -> None:
    lead = a_lead(with_plan=True)
    lead.toggle_step(1, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND))
    lead.skip_step(2, at=MONDAY_9AM)
    lead.collect_events()

    with pytest.raises(StepIsClosed) as refusal:
        lead.skip_step(step_id, at=LATER)
    with pytest.raises(StepIsClosed):
        lead.snooze_step(step_id, until=snoozed_to(TUESDAY), at=LATER)

    assert refusal.value.step_id == step_id
    assert list(lead.collect_events()) == []


COMMANDS: list[Callable[[Lead, int], None]] = [
    lambda lead, step_id: lead.toggle_step(step_id, at=LATER, next_send=sends_at(NEXT_SEND)),
    lambda lead, step_id: lead.skip_step(step_id, at=LATER),
    lambda lead, step_id: lead.snooze_step(step_id, until=snoozed_to(TUESDAY), at=LATER),
]


@pytest.mark.parametrize("command", COMMANDS, ids=["toggle", "skip", "snooze"])
def test_nothing_is_done_to_an_unknown_step(command: Callable[[Lead, int], None]) -> None:
    lead = a_lead(with_plan=True)

    with pytest.raises(UnknownStep) as refusal:
        command(lead, 4)

    assert refusal.value.step_id == 4
    assert list(lead.collect_events()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=["toggle", "skip", "snooze"])
def test_nothing_is_done_to_a_step_before_there_is_a_plan(command: Callable[[Lead, int], None]) -> None:
    lead = a_lead()

    with pytest.raises(LeadHasNoPlan):
        command(lead, 1)

    assert list(lead.collect_events()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=["toggle", "skip", "snooze"])
def test_nothing_is_done_to_a_step_of_a_deleted_lead(command: Callable[[Lead, int], None]) -> None:
    lead = a_lead(with_plan=True)
    lead.delete(at=MONDAY_9AM)
    lead.collect_events()

    with pytest.raises(LeadIsDeleted):
        command(lead, 1)

    assert list(lead.collect_events()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=["toggle", "skip", "snooze"])
def test_steps_are_those_of_the_newest_plan(command: Callable[[Lead, int], None]) -> None:
    lead = a_lead(with_plan=True)
    lead.adopt_plan(a_plan(2), at=LATER)
    before = lead.state.schedule.get(FIRST)

    command(lead, 1)

    assert lead.state.schedule.get(FIRST) == before
    assert lead.state.plan_number(1).step(1).is_open
