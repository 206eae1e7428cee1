"""The prospect has answered: said once for each plan, and the lead is not quiet any more."""

from datetime import timedelta

import pytest

from domain.errors import LeadHasNoPlan, LeadIsDeleted
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step
from domain.lead.events import ProspectReplied
from domain.lead.lead import Lead
from domain.reminders.reminder import ReminderId, ReminderStatus
from tests.domain.worktime.owners import IN_KYIV
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, step_of

DAY = timedelta(days=1)
LATER = MONDAY_9AM + DAY


def a_followed_up_lead() -> Lead:
    """Its only step is skipped, and a follow-up is ahead."""
    lead = a_lead()
    lead.record(adopt_plan(lead.state, a_plan(days=(0,)), at=MONDAY_9AM))
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=MONDAY_9AM))
    return lead


def test_a_reply_is_one_event_that_names_the_plan() -> None:
    lead = a_lead(with_plan=True)

    event = prospect_replied(lead.state, at=LATER)
    lead.record(event)

    assert event == ProspectReplied(LEAD_ID, 3, LATER, plan_number=1)
    assert lead.state.replied_at == LATER


def test_a_second_reply_is_no_event() -> None:
    lead = a_lead(with_plan=True)
    lead.record(prospect_replied(lead.state, at=MONDAY_9AM))

    assert prospect_replied(lead.state, at=LATER) is None


def test_each_plan_has_a_reply_of_its_own() -> None:
    lead = a_lead(with_plan=True)
    lead.record(prospect_replied(lead.state, at=MONDAY_9AM))

    lead.record(adopt_plan(lead.state, a_plan(2), at=LATER))
    before = lead.state.replied_at
    lead.record(prospect_replied(lead.state, at=LATER))

    assert before is None
    assert lead.state.replies == {1: MONDAY_9AM, 2: LATER}
    assert lead.state.replied_at == LATER


def test_a_deleted_lead_takes_no_reply_and_keeps_the_one_that_it_has() -> None:
    lead, answered = a_lead(with_plan=True), a_lead(with_plan=True)
    answered.record(prospect_replied(answered.state, at=MONDAY_9AM))
    for one in (lead, answered):
        one.record(delete_lead(one.state, at=LATER))

    with pytest.raises(LeadIsDeleted):
        prospect_replied(lead.state, at=LATER)

    assert answered.state.replied_at == MONDAY_9AM


def test_before_there_is_a_plan_there_is_no_reply() -> None:
    with pytest.raises(LeadHasNoPlan):
        prospect_replied(a_lead().state, at=MONDAY_9AM)


def test_after_a_reply_the_follow_up_that_waited_does_not_come_and_they_count_anew() -> None:
    lead = a_followed_up_lead()

    lead.record(prospect_replied(lead.state, at=LATER))

    follow_up = lead.state.schedule.reminders[ReminderId.of_follow_up(LEAD_ID, 1)]
    assert follow_up.status is ReminderStatus.CANCELLED
    assert (lead.state.quiet_since, lead.state.follow_ups.count) == (LATER, 0)


def test_a_reply_leaves_the_steps_of_the_plan_to_the_owner() -> None:
    lead = a_lead(with_plan=True)
    before = [lead.state.schedule.reminders[step_of(LEAD_ID, step_id)] for step_id in (1, 2, 3)]

    lead.record(prospect_replied(lead.state, at=LATER))

    assert [lead.state.schedule.reminders[step_of(LEAD_ID, step_id)] for step_id in (1, 2, 3)] == before
    assert lead.state.plan == a_plan()
