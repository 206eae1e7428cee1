"""A lead from its note to its plan."""

from dataclasses import replace
from datetime import timedelta

import pytest
from eventsourcing.domain import OriginatorIDError, OriginatorVersionError

from domain.errors import LeadHasNoPlan, LeadIsDeleted, NoteRefused, PlanRefused, PlanSuperseded
from domain.lead.decisions.delivery import claim_reminder, reminder_sent
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.preconditions import require_present_plan, require_step
from domain.lead.decisions.steps import skip_step, toggle_step
from domain.lead.events import LeadCaptured, PlanGenerated, ProspectIdentified
from domain.lead.lead import MAX_NOTE_LENGTH, Lead
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from domain.plan.plan import Plan
from domain.reminders.reminder import Reminder, ReminderStatus
from tests.support.leads import (
    ADA,
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    OWNER_ID,
    a_lead,
    a_plan,
    planned_at,
    sends_at,
    step_of,
    tell,
)

NEXT_SEND = MONDAY_9AM + timedelta(days=1)


def test_a_note_becomes_a_lead() -> None:
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note=" Met Ada \n", at=MONDAY_9AM)

    captured = LeadCaptured(
        LEAD_ID, 1, MONDAY_9AM, "lead", bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note="Met Ada"
    )
    assert lead.take() == [captured]
    assert lead.state == LeadState(
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        chat_id=CHAT_ID,
        note="Met Ada",
        captured_at=MONDAY_9AM,
        changed_at=MONDAY_9AM,
        active_at=MONDAY_9AM,
    )


@pytest.mark.parametrize(("note", "length"), [("", 0), (" \n\t", 0), ("x" * (MAX_NOTE_LENGTH + 1), 20_001)])
def test_an_empty_or_endless_note_is_refused(note: str, length: int) -> None:
    with pytest.raises(NoteRefused) as refusal:
        Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note=note, at=MONDAY_9AM)

    assert (refusal.value.length, refusal.value.limit) == (length, MAX_NOTE_LENGTH)


def test_the_longest_note_is_taken() -> None:
    note = "x" * MAX_NOTE_LENGTH

    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=OWNER_ID, chat_id=CHAT_ID, note=f" {note} ", at=MONDAY_9AM)

    assert lead.state.note == note


def test_a_prospect_is_identified() -> None:
    lead = a_lead()

    event = identify_prospect(lead.state, ADA, at=MONDAY_9AM)
    lead.record(event)

    assert event == ProspectIdentified(LEAD_ID, 2, MONDAY_9AM, prospect=ADA)
    assert lead.state.prospect == ADA


def test_the_same_prospect_again_is_no_event() -> None:
    lead = a_lead()
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))

    assert identify_prospect(lead.state, ADA, at=MONDAY_9AM) is None


def test_a_deleted_lead_takes_no_prospect_and_no_plan() -> None:
    lead = a_lead()
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))

    with pytest.raises(LeadIsDeleted) as refusal:
        identify_prospect(lead.state, Prospect("Bob"), at=MONDAY_9AM)
    with pytest.raises(LeadIsDeleted):
        adopt_plan(lead.state, a_plan(), at=MONDAY_9AM)

    assert refusal.value.lead_id == LEAD_ID


def test_each_step_of_a_plan_has_a_reminder() -> None:
    lead = a_lead()
    plan = a_plan(days=(0, 3))

    event = adopt_plan(lead.state, plan, at=MONDAY_9AM)
    lead.record(event)

    assert event == PlanGenerated(LEAD_ID, 2, MONDAY_9AM, plan=plan)
    assert lead.state.plan == plan
    assert list(lead.state.schedule) == [
        Reminder(step_of(LEAD_ID, 1), due=planned_at(MONDAY_9AM)),
        Reminder(step_of(LEAD_ID, 2), due=planned_at(MONDAY_9AM + timedelta(days=3))),
    ]


@pytest.mark.parametrize(
    "plan", [a_plan(1), a_plan(3), a_plan(2, days=()), replace(a_plan(2), steps=a_plan().steps[1:])]
)
def test_a_plan_that_is_not_the_next_or_whose_steps_do_not_count_from_one_is_refused(plan: Plan) -> None:
    with pytest.raises(PlanRefused) as refusal:
        adopt_plan(a_lead(with_plan=True).state, plan, at=MONDAY_9AM)

    assert (refusal.value.number, refusal.value.expected) == (plan.number, 2)


def test_a_new_plan_cancels_the_waiting_reminders_of_the_old() -> None:
    lead = a_lead(with_plan=True)

    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))

    statuses = {reminder.id: reminder.status for reminder in lead.state.schedule}
    assert statuses == {
        step_of(LEAD_ID, 1): ReminderStatus.CANCELLED,
        step_of(LEAD_ID, 2): ReminderStatus.CANCELLED,
        step_of(LEAD_ID, 3): ReminderStatus.CANCELLED,
        step_of(LEAD_ID, 1, plan=2): ReminderStatus.PENDING,
    }


def test_a_new_plan_leaves_reminders_that_were_done_skipped_or_sent() -> None:
    lead = a_lead(with_plan=True)
    tell(lead, step_of(LEAD_ID, 1), at=MONDAY_9AM)
    lead.record(toggle_step(lead.state, 2, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND)))
    lead.record(skip_step(lead.state, 3, at=MONDAY_9AM))
    before = lead.state

    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))

    assert lead.state.plan_number(1) == before.plan
    assert [lead.state.schedule.get(reminder.id) for reminder in before.schedule] == list(before.schedule)


def test_a_claimed_reminder_of_an_old_plan_is_cancelled_and_its_delivery_still_counts() -> None:
    lead = a_lead(with_plan=True)
    first = step_of(LEAD_ID, 1)
    lead.record(claim_reminder(lead.state, first, generation=1, at=MONDAY_9AM))
    lead.record(adopt_plan(lead.state, a_plan(2), at=MONDAY_9AM))

    lead.record(reminder_sent(lead.state, first, generation=1, message_id=5, at=MONDAY_9AM))

    assert lead.state.schedule.get(first) == Reminder(
        first,
        due=planned_at(MONDAY_9AM),
        claimed_generation=1,
        status=ReminderStatus.CANCELLED,
        reminder_count=1,
        last_reminded_at=MONDAY_9AM,
    )


def test_a_command_about_another_plan_is_refused() -> None:
    lead = a_lead(with_plan=True)
    lead.record(adopt_plan(lead.state, a_plan(2), at=MONDAY_9AM))

    require_present_plan(lead.state, 2)
    with pytest.raises(PlanSuperseded) as refusal:
        require_present_plan(lead.state, 1)

    assert (refusal.value.asked, refusal.value.present) == (1, 2)


def test_a_lead_without_a_plan_has_no_steps() -> None:
    lead = a_lead()

    with pytest.raises(LeadHasNoPlan) as refusal:
        require_step(lead.state, 1)
    with pytest.raises(LeadHasNoPlan):
        require_present_plan(lead.state, 1)

    assert refusal.value.lead_id == LEAD_ID


def test_an_event_of_another_lead_or_decided_on_an_older_state_is_not_recorded() -> None:
    lead, other = a_lead(with_plan=True), a_lead(OTHER_LEAD_ID, with_plan=True)
    before = lead.state
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    lead.take()

    with pytest.raises(OriginatorIDError):
        lead.record(skip_step(other.state, 2, at=MONDAY_9AM))
    with pytest.raises(OriginatorVersionError):
        lead.record(skip_step(before, 2, at=MONDAY_9AM))

    assert not lead.has_news
