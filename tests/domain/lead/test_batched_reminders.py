"""Steps whose time had passed when their plan was made share one message: its outcome is that of all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.due_time import AtInstant, DueTime, GivenBy, Shift, ShiftCause
from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_resolved,
    reminder_sent,
    reminder_unconfirmed,
    requeue_reminder,
)
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.preconditions import reminder_of
from domain.lead.decisions.steps import snooze_step, toggle_step
from domain.lead.events import Event, ReminderClaimed
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.rules import DUPLICATE_GUARD
from domain.reminders.schedule import BatchedReminders
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, planned_at, sends_at, snoozed_to, step_of

DAY = timedelta(days=1)
FIRST, SECOND, THIRD, FOURTH = (step_of(LEAD_ID, number) for number in (1, 2, 3, 4))
LATE = DueTime(MONDAY_9AM, GivenBy.TIMING, meant=AtInstant(MONDAY_9AM), shifts=(Shift(ShiftCause.LATE, MONDAY_9AM),))


def plan_late(lead: Lead, *dues: DueTime, number: int = 1) -> None:
    steps = (PlanStep(place, "email", f"Do {place}", "", due) for place, due in enumerate(dues, start=1))
    lead.record(adopt_plan(lead.state, Plan(number, "test", tuple(steps)), at=MONDAY_9AM))


def a_late_lead(*dues: DueTime) -> Lead:
    """Three late steps and one in time, at the same moment, unless ``dues`` say otherwise."""
    lead = a_lead()
    plan_late(lead, *(dues or (LATE, LATE, LATE, planned_at(MONDAY_9AM))))
    return lead


def claimed(lead: Lead, step_id: int = 1, *, generation: int = 1) -> Lead:
    at = lead.state.schedule.reminders[step_of(LEAD_ID, step_id)].due_at
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=generation, at=at))
    return lead


def done(lead: Lead, step_id: int) -> None:
    lead.record(toggle_step(lead.state, step_id, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))


def put_off(lead: Lead, step_id: int) -> None:
    lead.record(snooze_step(lead.state, step_id, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))


def statuses(lead: Lead) -> list[str]:
    return [one.status.value for one in lead.state.schedule]


def batched_with(lead: Lead, step_id: int = 1) -> list[int]:
    """The other steps in the message of that step's present claim."""
    reminder = reminder_of(lead.state, step_id)
    return [one.id.step_id for one in lead.state.schedule.batched_with(reminder.id, reminder.generation)]


def test_the_first_to_be_claimed_takes_the_other_late_ones_along() -> None:
    lead = a_late_lead()

    event = claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM)
    lead.record(event)

    together = BatchedReminders((SECOND, THIRD))
    header = (LEAD_ID, 3, MONDAY_9AM)
    assert event == ReminderClaimed(*header, FIRST, generation=1, due_at=MONDAY_9AM, together=together)
    assert statuses(lead) == ["claimed", "claimed", "claimed", "pending"]
    assert batched_with(lead) == [2, 3]
    assert lead.state.schedule.get(SECOND) == Reminder(
        SECOND, LATE, claimed_generation=1, status=ReminderStatus.CLAIMED, batched_with=(FIRST, 1)
    )


def test_whichever_is_claimed_first_speaks_of_the_others() -> None:
    lead = claimed(a_late_lead(), 2)

    assert batched_with(lead, 2) == [1, 3]


def test_one_that_is_not_late_comes_alone() -> None:
    lead = a_late_lead()

    event = claim_reminder(lead.state, FOURTH, generation=1, at=MONDAY_9AM)
    lead.record(event)

    assert event.together is None
    assert statuses(lead) == ["pending", "pending", "pending", "claimed"]


def test_late_ones_of_another_moment_come_apart() -> None:
    tomorrow = replace(LATE, at=MONDAY_9AM + DAY)

    lead = claimed(a_late_lead(LATE, tomorrow, LATE))

    assert batched_with(lead) == [3]


def test_reminders_of_another_plan_done_or_snoozed_are_not_batched() -> None:
    lead = a_late_lead()
    plan_late(lead, LATE, LATE, LATE, LATE, number=2)
    done(lead, 2)
    put_off(lead, 3)

    event = claim_reminder(lead.state, step_of(LEAD_ID, 1, plan=2), generation=1, at=MONDAY_9AM)

    assert event.together == BatchedReminders((step_of(LEAD_ID, 4, plan=2),))


ENDS: dict[str, Callable[[LeadState], Event]] = {
    "sent": lambda state: reminder_sent(state, FIRST, generation=1, message_id=5, at=MONDAY_9AM),
    "failed": lambda state: reminder_failed(state, FIRST, generation=1, reason="403", at=MONDAY_9AM),
    "unconfirmed": lambda state: reminder_unconfirmed(state, FIRST, generation=1, reason="silence", at=MONDAY_9AM),
    "expired": lambda state: reminder_expired(state, FIRST, generation=1, at=MONDAY_9AM),
}


@pytest.mark.parametrize("end", ENDS)
def test_all_of_them_end_as_the_message_does(end: str) -> None:
    lead = claimed(a_late_lead())

    lead.record(ENDS[end](lead.state))

    assert statuses(lead) == [end, end, end, "pending"]


@pytest.mark.parametrize("end", ENDS)
def test_one_that_was_done_and_one_that_was_put_off_meanwhile_stay_so(end: str) -> None:
    lead = claimed(a_late_lead())
    done(lead, 2)
    put_off(lead, 3)

    lead.record(ENDS[end](lead.state))

    assert statuses(lead) == [end, "completed", "pending", "pending"]


def test_a_batched_reminder_done_meanwhile_counts_as_sent() -> None:
    """So that its reminder waits for the duplicate guard when it is reopened."""
    lead = claimed(a_late_lead())
    done(lead, 2)
    lead.record(ENDS["sent"](lead.state))

    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + timedelta(minutes=1))))

    assert reminder_of(lead.state, 2).reminder_count == 1
    assert reminder_of(lead.state, 2).due_at == MONDAY_9AM + DUPLICATE_GUARD


def test_the_others_are_sent_when_the_first_was_done_meanwhile() -> None:
    lead = claimed(a_late_lead())
    done(lead, 1)

    lead.record(ENDS["sent"](lead.state))

    assert statuses(lead) == ["completed", "sent", "sent", "pending"]


def test_late_news_and_an_operators_word_are_about_all_of_them() -> None:
    lead = claimed(a_late_lead())
    lead.record(ENDS["unconfirmed"](lead.state))

    lead.record(requeue_reminder(lead.state, FIRST, generation=1, reason="again", at=MONDAY_9AM))
    requeued = statuses(lead)
    lead.record(ENDS["unconfirmed"](lead.state))
    lead.record(reminder_resolved(lead.state, FIRST, generation=1, delivered=True, reason="seen", at=MONDAY_9AM))

    assert requeued == ["claimed", "claimed", "claimed", "pending"]
    assert statuses(lead) == ["sent", "sent", "sent", "pending"]


def test_the_first_put_off_and_claimed_again_speaks_of_itself_only() -> None:
    lead = claimed(a_late_lead())
    lead.record(ENDS["sent"](lead.state))
    put_off(lead, 1)

    claimed(lead, generation=2)

    assert batched_with(lead) == []


def test_the_outcome_of_its_next_message_is_no_news_of_the_others() -> None:
    lead = claimed(a_late_lead())
    lead.record(ENDS["unconfirmed"](lead.state))
    put_off(lead, 1)
    claimed(lead, generation=2)

    lead.record(reminder_sent(lead.state, FIRST, generation=2, message_id=6, at=MONDAY_9AM + DAY))

    assert statuses(lead) == ["sent", "unconfirmed", "unconfirmed", "pending"]
    assert reminder_of(lead.state, 2).reminder_count == 0


def test_late_news_of_its_first_message_is_still_news_of_the_others() -> None:
    lead = claimed(a_late_lead())
    lead.record(ENDS["unconfirmed"](lead.state))
    put_off(lead, 1)
    claimed(lead, generation=2)

    lead.record(ENDS["sent"](lead.state))

    assert statuses(lead) == ["claimed", "sent", "sent", "pending"]
