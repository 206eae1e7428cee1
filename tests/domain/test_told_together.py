"""Steps whose time had passed when their plan was made come as one message: what becomes of it became of all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.due_time import DueTime, GivenBy, Shift, ShiftCause
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
from domain.lead.decisions.steps import snooze_step, toggle_step
from domain.lead.events import ReminderClaimed
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.lead_preconditions import reminder_of
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import Reminder, ReminderStatus
from domain.reminders.rules import DUPLICATE_GUARD
from domain.reminders.schedule import BatchedReminders
from tests.leads import LEAD_ID, MONDAY_9AM, a_lead, a_new_lead, events_of, planned_at, sends_at, snoozed_to, step_of

DAY = timedelta(days=1)
FIRST, SECOND, THIRD, FOURTH = (step_of(LEAD_ID, number) for number in (1, 2, 3, 4))
LATE = replace(DueTime(MONDAY_9AM, GivenBy.TIMING), shifts=(Shift(ShiftCause.LATE, MONDAY_9AM),))


def plan_late(lead: Lead, *dues: DueTime, number: int = 1) -> None:
    steps = (PlanStep(place, "email", f"Do {place}", "", due) for place, due in enumerate(dues, start=1))
    lead.record(adopt_plan(lead.state, Plan(number, "test", tuple(steps)), at=MONDAY_9AM))


def a_late_lead(*dues: DueTime) -> Lead:
    """Three late steps and one in time, at the same moment, unless ``dues`` say otherwise."""
    lead = a_lead()
    plan_late(lead, *(dues or (LATE, LATE, LATE, planned_at(MONDAY_9AM))))
    lead.collect_events()
    return lead


def claimed(lead: Lead, step_id: int = 1, *, generation: int = 1) -> Lead:
    at = lead.state.schedule.reminders[step_of(LEAD_ID, step_id)].due_at
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=generation, at=at))
    return lead


def statuses(lead: Lead) -> list[str]:
    return [one.status.value for one in lead.state.schedule]


def batched_with(lead: Lead, step_id: int = 1) -> list[int]:
    """Of which other steps the message of that step's present claim speaks."""
    reminder = reminder_of(lead.state, step_id)
    return [one.id.step_id for one in lead.state.schedule.batched_with(reminder.id, reminder.generation)]


def test_the_first_to_be_claimed_takes_the_other_late_ones_along() -> None:
    lead = a_late_lead()

    claimed(lead)

    [event] = events_of(lead)
    assert event == ReminderClaimed(
        LEAD_ID,
        3,
        MONDAY_9AM,
        reminder_id=FIRST,
        generation=1,
        due_at=MONDAY_9AM,
        together=BatchedReminders((SECOND, THIRD)),
    )
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

    claimed(lead, 4)

    [event] = events_of(lead)
    assert isinstance(event, ReminderClaimed)
    assert event.together is None
    assert statuses(lead) == ["pending", "pending", "pending", "claimed"]


def test_late_ones_of_another_moment_come_apart() -> None:
    tomorrow = replace(LATE, at=MONDAY_9AM + DAY)

    lead = claimed(a_late_lead(LATE, tomorrow, LATE))

    assert batched_with(lead) == [3]


def test_those_of_another_plan_and_those_done_or_put_off_come_not_with_it() -> None:
    lead = a_late_lead()
    plan_late(lead, LATE, LATE, LATE, LATE, number=2)
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))
    lead.collect_events()

    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, 1, plan=2), generation=1, at=MONDAY_9AM))

    [event] = events_of(lead)
    assert isinstance(event, ReminderClaimed)
    assert event.together == BatchedReminders((step_of(LEAD_ID, 4, plan=2),))


ENDS: dict[str, Callable[[Lead], None]] = {
    "sent": lambda lead: lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=MONDAY_9AM)),
    "failed": lambda lead: lead.record(reminder_failed(lead.state, FIRST, generation=1, reason="403", at=MONDAY_9AM)),
    "unconfirmed": lambda lead: lead.record(
        reminder_unconfirmed(lead.state, FIRST, generation=1, reason="silence", at=MONDAY_9AM)
    ),
    "expired": lambda lead: lead.record(reminder_expired(lead.state, FIRST, generation=1, at=MONDAY_9AM)),
}


@pytest.mark.parametrize("end", ENDS)
def test_all_of_them_end_as_the_message_does(end: str) -> None:
    lead = claimed(a_late_lead())

    ENDS[end](lead)

    assert statuses(lead) == [end, end, end, "pending"]


@pytest.mark.parametrize("end", ENDS)
def test_one_that_was_done_and_one_that_was_put_off_meanwhile_stay_so(end: str) -> None:
    lead = claimed(a_late_lead())
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))

    ENDS[end](lead)

    assert statuses(lead) == [end, "completed", "pending", "pending"]


def test_one_that_was_done_meanwhile_was_told_of_all_the_same() -> None:
    """So that it is not told of again on the heels of this message when it is reopened."""
    lead = claimed(a_late_lead())
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))
    ENDS["sent"](lead)

    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + timedelta(minutes=1))))

    assert reminder_of(lead.state, 2).reminder_count == 1
    assert reminder_of(lead.state, 2).due_at == MONDAY_9AM + DUPLICATE_GUARD


def test_they_are_told_when_the_first_of_them_was_done_meanwhile() -> None:
    lead = claimed(a_late_lead())
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM + DAY)))

    ENDS["sent"](lead)

    assert statuses(lead) == ["completed", "sent", "sent", "pending"]


def test_late_news_and_an_operators_word_are_about_all_of_them() -> None:
    lead = claimed(a_late_lead())
    ENDS["unconfirmed"](lead)

    lead.record(requeue_reminder(lead.state, FIRST, generation=1, reason="again", at=MONDAY_9AM))
    requeued = statuses(lead)
    ENDS["unconfirmed"](lead)
    lead.record(reminder_resolved(lead.state, FIRST, generation=1, delivered=True, reason="seen", at=MONDAY_9AM))

    assert requeued == ["claimed", "claimed", "claimed", "pending"]
    assert statuses(lead) == ["sent", "sent", "sent", "pending"]


def test_each_of_them_is_told_of_once() -> None:
    lead = claimed(a_late_lead())

    ENDS["sent"](lead)

    assert [one.reminder_count for one in lead.state.schedule] == [1, 1, 1, 0]


def test_the_first_put_off_and_claimed_again_speaks_of_itself_only() -> None:
    lead = claimed(a_late_lead())
    ENDS["sent"](lead)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))

    claimed(lead, generation=2)

    assert batched_with(lead) == []


def test_what_became_of_its_next_message_is_no_news_of_the_others() -> None:
    lead = claimed(a_late_lead())
    ENDS["unconfirmed"](lead)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))
    claimed(lead, generation=2)

    lead.record(reminder_sent(lead.state, FIRST, generation=2, message_id=6, at=MONDAY_9AM + DAY))

    assert statuses(lead) == ["sent", "unconfirmed", "unconfirmed", "pending"]
    assert reminder_of(lead.state, 2).reminder_count == 0


def test_late_news_of_its_first_message_is_still_news_of_the_others() -> None:
    lead = claimed(a_late_lead())
    ENDS["unconfirmed"](lead)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + DAY), at=MONDAY_9AM))
    claimed(lead, generation=2)

    ENDS["sent"](lead)

    assert statuses(lead) == ["claimed", "sent", "sent", "pending"]


def test_a_history_of_steps_told_together_folds_to_the_state_that_was() -> None:
    lead = a_new_lead()
    plan_late(lead, LATE, LATE)
    ENDS["sent"](claimed(lead))

    assert fold(events_of(lead)) == lead.state
