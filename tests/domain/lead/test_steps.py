"""Decisions of an owner about a step, and its reminder."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.errors import DomainError, LeadHasNoPlan, LeadIsDeleted, SnoozeRefused, StepIsClosed, UnknownStep
from domain.lead.decisions.delivery import claim_reminder
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import StepSkipped, StepSnoozed, StepToggled
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.plan.plan import StepStatus
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.schedule import RescheduledReminder, RescheduledReminders
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, planned_at, sends_at, snoozed_to, step_of, tell

FIRST, SECOND = step_of(LEAD_ID, 1), step_of(LEAD_ID, 2)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
LATER = MONDAY_9AM + 10 * MINUTE
NEXT_SEND = sends_at(MONDAY_9AM + 30 * MINUTE)
TUESDAY = MONDAY_9AM + DAY


def reminder(lead: Lead, step_id: int) -> Reminder:
    return lead.state.schedule.reminders[step_of(LEAD_ID, step_id)]


def status(lead: Lead, step_id: int) -> StepStatus:
    return lead.state.plan_number(1).step(step_id).status


def a_lead_reminded_of_step_1() -> Lead:
    lead = a_lead(with_plan=True)
    tell(lead, FIRST, at=MONDAY_9AM)
    return lead


def done_and_reopened(lead: Lead, step_id: int = 1, *, at: datetime = LATER) -> Reminder:
    for _ in range(2):
        lead.record(toggle_step(lead.state, step_id, at=at, next_send=NEXT_SEND))
    return reminder(lead, step_id)


def test_toggling_an_open_step_marks_it_done() -> None:
    lead = a_lead(with_plan=True)

    event = toggle_step(lead.state, 1, at=LATER, next_send=NEXT_SEND)
    lead.record(event)

    assert event == StepToggled(LEAD_ID, 3, LATER, step_id=1, done=True)
    assert status(lead, 1) is StepStatus.DONE
    assert reminder(lead, 1) == Reminder(
        FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.COMPLETED, completed_at=LATER
    )


def test_a_step_reopened_before_its_time_waits_as_before() -> None:
    lead, due = a_lead(with_plan=True), planned_at(MONDAY_9AM + 3 * DAY)
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=NEXT_SEND))

    event = toggle_step(lead.state, 2, at=LATER, next_send=NEXT_SEND)
    lead.record(event)

    rescheduled = RescheduledReminders((RescheduledReminder(SECOND, generation=1, due=due),))
    assert event == StepToggled(LEAD_ID, 4, LATER, step_id=2, done=False, rescheduled=rescheduled)
    assert status(lead, 2) is StepStatus.OPEN
    assert reminder(lead, 2) == Reminder(SECOND, due=due)


@pytest.mark.parametrize("at", [MONDAY_9AM, LATER])
def test_a_step_reopened_at_or_after_its_time_comes_at_the_next_send_time_and_never_at_once(at: datetime) -> None:
    assert done_and_reopened(a_lead(with_plan=True), at=at) == Reminder(FIRST, due=NEXT_SEND, generation=2)


def test_a_reopened_step_whose_reminder_was_sent_has_a_new_generation() -> None:
    assert done_and_reopened(a_lead_reminded_of_step_1()) == Reminder(
        FIRST, due=NEXT_SEND, generation=2, claimed_generation=1, reminder_count=1, last_reminded_at=MONDAY_9AM
    )


def test_a_reopened_step_waits_for_the_duplicate_guard() -> None:
    lead, soon = a_lead_reminded_of_step_1(), sends_at(MONDAY_9AM + 5 * MINUTE)
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM + MINUTE, next_send=soon))

    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM + 2 * MINUTE, next_send=soon))

    assert reminder(lead, 1).due_at == MONDAY_9AM + 15 * MINUTE


def test_a_claimed_step_done_and_reopened_before_its_message_left_gets_a_new_generation() -> None:
    lead = a_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM))

    assert done_and_reopened(lead) == Reminder(FIRST, due=NEXT_SEND, generation=2, claimed_generation=1)


def test_skipping_a_step_closes_it_and_its_reminder() -> None:
    lead = a_lead(with_plan=True)

    event = skip_step(lead.state, 1, at=LATER)
    lead.record(event)

    assert event == StepSkipped(LEAD_ID, 3, LATER, step_id=1)
    assert status(lead, 1) is StepStatus.SKIPPED
    assert reminder(lead, 1) == Reminder(FIRST, due=planned_at(MONDAY_9AM), status=ReminderStatus.SKIPPED)


def test_a_skipped_step_is_reopened_by_toggling() -> None:
    lead = a_lead(with_plan=True)
    lead.record(skip_step(lead.state, 2, at=MONDAY_9AM))

    lead.record(toggle_step(lead.state, 2, at=LATER, next_send=NEXT_SEND))

    assert status(lead, 2) is StepStatus.OPEN
    assert reminder(lead, 2) == Reminder(SECOND, due=planned_at(MONDAY_9AM + 3 * DAY))


def test_snoozing_moves_the_reminder_and_not_the_step() -> None:
    lead = a_lead_reminded_of_step_1()
    plan = lead.state.plan

    event = snooze_step(lead.state, 1, until=snoozed_to(TUESDAY), at=LATER)
    lead.record(event)

    assert event == StepSnoozed(LEAD_ID, 5, LATER, step_id=1, due=snoozed_to(TUESDAY), generation=2)
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

    lead.record(snooze_step(lead.state, 1, until=snoozed_to(TUESDAY), at=LATER))
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(TUESDAY + DAY), at=LATER))

    assert reminder(lead, 1) == Reminder(FIRST, due=snoozed_to(TUESDAY + DAY), generation=3, snooze_count=2)


def test_a_snoozed_step_done_and_reopened_keeps_its_later_time() -> None:
    lead = a_lead(with_plan=True)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(TUESDAY), at=LATER))

    assert done_and_reopened(lead) == Reminder(FIRST, due=snoozed_to(TUESDAY), generation=2, snooze_count=1)


@pytest.mark.parametrize("step_id", [1, 2])
def test_a_closed_step_is_neither_skipped_nor_snoozed(step_id: int) -> None:
    lead = a_lead(with_plan=True)
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=NEXT_SEND))
    lead.record(skip_step(lead.state, 2, at=MONDAY_9AM))

    with pytest.raises(StepIsClosed) as refusal:
        skip_step(lead.state, step_id, at=LATER)
    with pytest.raises(StepIsClosed):
        snooze_step(lead.state, step_id, until=snoozed_to(TUESDAY), at=LATER)

    assert refusal.value.step_id == step_id


Decide = Callable[[LeadState, int], StepToggled | StepSkipped | StepSnoozed]
DECISIONS: dict[str, Decide] = {
    "toggle": lambda state, step_id: toggle_step(state, step_id, at=LATER, next_send=NEXT_SEND),
    "skip": lambda state, step_id: skip_step(state, step_id, at=LATER),
    "snooze": lambda state, step_id: snooze_step(state, step_id, until=snoozed_to(TUESDAY), at=LATER),
}
each_decision = pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)


@each_decision
def test_a_step_that_is_not_there_is_refused(decide: Decide) -> None:
    planned, unplanned, deleted = a_lead(with_plan=True), a_lead(), a_lead(with_plan=True)
    deleted.record(delete_lead(deleted.state, at=MONDAY_9AM))
    cases: list[tuple[Lead, int, type[DomainError]]] = [
        (planned, 4, UnknownStep),
        (unplanned, 1, LeadHasNoPlan),
        (deleted, 1, LeadIsDeleted),
    ]

    for lead, step_id, refusal in cases:
        with pytest.raises(refusal):
            decide(lead.state, step_id)


@each_decision
def test_steps_belong_to_the_newest_plan(decide: Decide) -> None:
    lead = a_lead(with_plan=True)
    lead.record(adopt_plan(lead.state, a_plan(2), at=LATER))
    before = lead.state.schedule.get(FIRST)

    lead.record(decide(lead.state, 1))

    assert lead.state.schedule.get(FIRST) == before
    assert status(lead, 1) is StepStatus.OPEN


def test_a_step_is_not_snoozed_until_a_moment_that_has_passed() -> None:
    with pytest.raises(SnoozeRefused):
        snooze_step(a_lead(with_plan=True).state, 1, until=snoozed_to(MONDAY_9AM), at=MONDAY_9AM)
