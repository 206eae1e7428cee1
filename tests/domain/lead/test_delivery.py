"""Claiming a reminder, once, and recording the outcome of its message."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.errors import ClaimRefused
from domain.lead.decisions.delivery import claim_reminder, reminder_failed, reminder_sent, reminder_unconfirmed
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import Event, ReminderClaimed, ReminderFailed, ReminderSent, ReminderUnconfirmed
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.reminder import Reminder, ReminderId, ReminderStatus
from tests.support.leads import (
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    a_lead,
    a_plan,
    planned_at,
    sends_at,
    snoozed_to,
    step_of,
)

FIRST = step_of(LEAD_ID, 1)
NEXT_SEND = sends_at(MONDAY_9AM + timedelta(minutes=30))
LATER = MONDAY_9AM + timedelta(minutes=10)
TUESDAY = MONDAY_9AM + timedelta(days=1)


def a_claimed_lead() -> Lead:
    lead = a_lead(with_plan=True)
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM))
    return lead


def first(lead: Lead) -> Reminder:
    return lead.state.schedule.reminders[FIRST]


def snooze(lead: Lead) -> None:
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(TUESDAY), at=MONDAY_9AM))


def refused(lead: Lead, reminder_id: ReminderId = FIRST, *, generation: int = 1, at: datetime = MONDAY_9AM) -> str:
    """The reason."""
    with pytest.raises(ClaimRefused) as refusal:
        claim_reminder(lead.state, reminder_id, generation=generation, at=at)
    assert (refusal.value.reminder, refusal.value.generation) == (reminder_id, generation)
    return refusal.value.reason


def test_a_due_reminder_is_claimed() -> None:
    lead = a_lead(with_plan=True)

    event = claim_reminder(lead.state, FIRST, generation=1, at=LATER)
    lead.record(event)

    assert event == ReminderClaimed(LEAD_ID, 3, LATER, reminder_id=FIRST, generation=1, due_at=MONDAY_9AM)
    assert first(lead) == Reminder(
        FIRST, due=planned_at(MONDAY_9AM), claimed_generation=1, status=ReminderStatus.CLAIMED
    )


def test_a_reminder_is_claimable_from_its_very_moment_on() -> None:
    lead = a_lead(with_plan=True)

    assert refused(lead, at=MONDAY_9AM - timedelta(microseconds=1)) == f"it is due at {MONDAY_9AM}"
    assert claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM).due_at == MONDAY_9AM


def test_a_generation_is_claimed_once() -> None:
    assert refused(a_claimed_lead()) == "it is claimed"


def test_a_sent_reminder_is_not_claimed_again() -> None:
    lead = a_claimed_lead()
    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=LATER))

    assert refused(lead, at=TUESDAY) == "it is sent"


@pytest.mark.parametrize("generation", [0, 2])
def test_another_generation_is_refused(generation: int) -> None:
    assert refused(a_lead(with_plan=True), generation=generation) == "it is at 1 now"


def test_the_old_generation_of_a_snoozed_reminder_is_refused() -> None:
    lead = a_lead(with_plan=True)
    snooze(lead)

    assert refused(lead, at=TUESDAY) == "it is at 2 now"
    assert refused(lead, generation=2) == f"it is due at {TUESDAY}"


def test_the_new_generation_of_a_snoozed_reminder_is_claimed() -> None:
    lead = a_claimed_lead()
    snooze(lead)

    lead.record(claim_reminder(lead.state, FIRST, generation=2, at=TUESDAY))

    assert first(lead) == Reminder(
        FIRST,
        due=snoozed_to(TUESDAY),
        generation=2,
        claimed_generation=2,
        status=ReminderStatus.CLAIMED,
        snooze_count=1,
    )


CLOSINGS: dict[str, Callable[[LeadState], Event]] = {
    "it is completed": lambda state: toggle_step(state, 1, at=MONDAY_9AM, next_send=NEXT_SEND),
    "it is skipped": lambda state: skip_step(state, 1, at=MONDAY_9AM),
    "it is cancelled": lambda state: adopt_plan(state, a_plan(2), at=MONDAY_9AM),
    "its lead is deleted": lambda state: delete_lead(state, at=MONDAY_9AM),
}


@pytest.mark.parametrize("reason", CLOSINGS)
def test_a_reminder_that_is_over_is_not_claimed(reason: str) -> None:
    lead = a_lead(with_plan=True)
    lead.record(CLOSINGS[reason](lead.state))

    assert refused(lead, at=TUESDAY) == reason


@pytest.mark.parametrize("reminder_id", [step_of(LEAD_ID, 9), step_of(LEAD_ID, 1, plan=2), step_of(OTHER_LEAD_ID, 1)])
def test_a_reminder_that_is_not_the_leads_is_refused(reminder_id: ReminderId) -> None:
    assert refused(a_lead(with_plan=True), reminder_id) == "there is no such reminder"


def test_a_lead_without_a_plan_has_no_reminder_to_claim() -> None:
    assert refused(a_lead()) == "there is no such reminder"


def test_a_sent_message_counts() -> None:
    lead = a_claimed_lead()

    event = reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=LATER)
    lead.record(event)

    assert event == ReminderSent(LEAD_ID, 4, LATER, reminder_id=FIRST, generation=1, message_id=5)
    assert first(lead) == Reminder(
        FIRST,
        due=planned_at(MONDAY_9AM),
        claimed_generation=1,
        status=ReminderStatus.SENT,
        reminder_count=1,
        last_reminded_at=LATER,
    )


Unsent = Callable[[LeadState], ReminderFailed | ReminderUnconfirmed]
UNSENT: list[tuple[Unsent, Event, ReminderStatus]] = [
    (
        lambda state: reminder_failed(state, FIRST, generation=1, reason="403: blocked", at=LATER),
        ReminderFailed(LEAD_ID, 4, LATER, reminder_id=FIRST, generation=1, reason="403: blocked"),
        ReminderStatus.FAILED,
    ),
    (
        lambda state: reminder_unconfirmed(state, FIRST, generation=1, reason="time-out", at=LATER),
        ReminderUnconfirmed(LEAD_ID, 4, LATER, reminder_id=FIRST, generation=1, reason="time-out"),
        ReminderStatus.UNCONFIRMED,
    ),
]


@pytest.mark.parametrize(("fact", "event", "status"), UNSENT)
def test_a_message_that_was_not_sent_is_recorded_with_its_reason(
    fact: Unsent, event: Event, status: ReminderStatus
) -> None:
    lead = a_claimed_lead()

    recorded = fact(lead.state)
    lead.record(recorded)

    assert recorded == event
    assert first(lead) == Reminder(FIRST, due=planned_at(MONDAY_9AM), claimed_generation=1, status=status)


def test_an_unconfirmed_message_that_arrived_after_all_is_sent() -> None:
    lead = a_claimed_lead()
    lead.record(reminder_unconfirmed(lead.state, FIRST, generation=1, reason="time-out", at=MONDAY_9AM))

    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=LATER))

    assert (first(lead).status, first(lead).reminder_count) == (ReminderStatus.SENT, 1)


def test_a_late_delivery_of_an_older_generation_only_counts() -> None:
    lead = a_claimed_lead()
    snooze(lead)

    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=LATER))

    assert first(lead) == Reminder(
        FIRST,
        due=snoozed_to(TUESDAY),
        generation=2,
        claimed_generation=1,
        snooze_count=1,
        reminder_count=1,
        last_reminded_at=LATER,
    )


@pytest.mark.parametrize("fact", [fact for fact, _, _ in UNSENT])
def test_a_late_failure_of_an_older_generation_changes_nothing(fact: Unsent) -> None:
    lead = a_claimed_lead()
    snooze(lead)
    lead.record(claim_reminder(lead.state, FIRST, generation=2, at=TUESDAY))
    before = first(lead)

    lead.record(fact(lead.state))

    assert first(lead) == before
