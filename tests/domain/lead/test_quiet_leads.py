"""Since when a lead is quiet: from there its follow-ups count."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_sent,
    reminder_unconfirmed,
    requeue_reminder,
)
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.follow_ups import resume_follow_ups, schedule_follow_up, stop_follow_ups
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import move_step, skip_step, snooze_step, toggle_step
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.follow_ups import EVERY, UNTIL_AGE
from tests.domain.worktime.owners import IN_KYIV
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, planned_at, sends_at, snoozed_to, step_of, tell

DAY = timedelta(days=1)
FIRST = step_of(LEAD_ID, 1)


def a_planned_lead(*days: int) -> Lead:
    lead = a_lead()
    lead.record(adopt_plan(lead.state, a_plan(days=days), at=MONDAY_9AM))
    return lead


def a_claimed_lead() -> Lead:
    """Its only step was claimed a day after the note."""
    lead = a_planned_lead(1)
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM + DAY))
    return lead


def done(lead: Lead, step_id: int, at: datetime) -> None:
    lead.record(toggle_step(lead.state, step_id, at=at, next_send=sends_at(at + DAY)))


def follow_up(lead: Lead, at: datetime) -> datetime:
    """Schedule, claim and send the next follow-up; return when it was due."""
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=at))
    [*_, reminder] = lead.state.schedule
    tell(lead, reminder.id, at=reminder.due_at)
    return reminder.due_at


def test_a_lead_without_a_plan_is_quiet_since_its_note() -> None:
    assert a_lead().state.quiet_since == MONDAY_9AM


def test_a_lead_with_a_step_ahead_is_not_quiet() -> None:
    lead = a_planned_lead(0, 3)
    tell(lead, FIRST, at=MONDAY_9AM)

    assert lead.state.quiet_since is None


def test_a_lead_whose_last_reminder_is_on_its_way_is_not_quiet() -> None:
    assert a_claimed_lead().state.quiet_since is None


def test_a_lead_whose_reminders_were_all_sent_is_quiet_since_the_last_was_due() -> None:
    lead = a_claimed_lead()

    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=MONDAY_9AM + 2 * DAY))

    assert lead.state.quiet_since == MONDAY_9AM + DAY


@pytest.mark.parametrize(
    "end",
    [
        lambda state: reminder_failed(state, FIRST, generation=1, reason="403", at=MONDAY_9AM + 2 * DAY),
        lambda state: reminder_unconfirmed(state, FIRST, generation=1, reason="silence", at=MONDAY_9AM + 2 * DAY),
        lambda state: reminder_expired(state, FIRST, generation=1, at=MONDAY_9AM + 2 * DAY),
    ],
)
def test_however_the_last_message_ended_the_lead_is_quiet_from_then_on(end: Callable[[LeadState], Event]) -> None:
    lead = a_claimed_lead()

    lead.record(end(lead.state))

    assert lead.state.quiet_since == MONDAY_9AM + DAY


def test_a_message_that_is_sent_once_more_is_ahead_again() -> None:
    lead = a_claimed_lead()
    lead.record(reminder_failed(lead.state, FIRST, generation=1, reason="403", at=MONDAY_9AM + DAY))

    lead.record(requeue_reminder(lead.state, FIRST, generation=1, reason="unblocked", at=MONDAY_9AM + 2 * DAY))

    assert lead.state.quiet_since is None


def test_a_lead_whose_steps_are_all_done_or_skipped_is_quiet_since_the_last_of_them_was() -> None:
    lead = a_planned_lead(3, 7)

    done(lead, 1, MONDAY_9AM + DAY)
    lead.record(skip_step(lead.state, 2, at=MONDAY_9AM + 2 * DAY))

    assert lead.state.quiet_since == MONDAY_9AM + 2 * DAY


def test_a_step_that_is_ahead_again_ends_the_quiet() -> None:
    reopened, snoozed, moved = (a_planned_lead(3) for _ in range(3))
    at = MONDAY_9AM + DAY
    done(reopened, 1, at)
    assert reopened.state.quiet_since == at

    done(reopened, 1, at)
    snoozed.record(snooze_step(snoozed.state, 1, until=snoozed_to(at + DAY), at=at))
    moved.record(move_step(moved.state, 1, to=planned_at(at + DAY), with_rest=False, work_time=IN_KYIV, at=at))

    assert [lead.state.quiet_since for lead in (reopened, snoozed, moved)] == [None, None, None]


def test_a_deleted_lead_is_not_quiet_and_a_restored_one_is_since_then() -> None:
    lead = a_lead()
    lead.record(delete_lead(lead.state, at=MONDAY_9AM + DAY))
    deleted = lead.state.quiet_since

    lead.record(restore_lead(lead.state, at=MONDAY_9AM + 2 * DAY, next_send=sends_at(MONDAY_9AM + 3 * DAY)))

    assert (deleted, lead.state.quiet_since) == (None, MONDAY_9AM + 2 * DAY)


def test_a_lead_whose_follow_ups_were_stopped_is_not_quiet_and_a_resumed_one_is_since_then() -> None:
    lead = a_lead()
    lead.record(stop_follow_ups(lead.state, at=MONDAY_9AM + DAY))
    stopped = lead.state.quiet_since

    lead.record(resume_follow_ups(lead.state, at=MONDAY_9AM + 2 * DAY))

    assert (stopped, lead.state.quiet_since) == (None, MONDAY_9AM + 2 * DAY)


def test_a_lead_that_was_followed_up_is_quiet_since_the_follow_up_was_due() -> None:
    lead = a_lead()

    due_at = follow_up(lead, MONDAY_9AM)

    assert lead.state.quiet_since == due_at > MONDAY_9AM


def test_a_new_plan_ends_the_quiet_and_its_last_step_begins_it_again() -> None:
    lead = a_claimed_lead()
    lead.record(reminder_sent(lead.state, FIRST, generation=1, message_id=5, at=MONDAY_9AM + DAY))
    lead.record(adopt_plan(lead.state, a_plan(2, start=MONDAY_9AM + 5 * DAY, days=(0,)), at=MONDAY_9AM + 4 * DAY))
    second = step_of(LEAD_ID, 1, plan=2)
    ahead = lead.state.quiet_since

    tell(lead, second, at=MONDAY_9AM + 5 * DAY)

    assert (ahead, lead.state.quiet_since) == (None, MONDAY_9AM + 5 * DAY)


def test_a_follow_up_of_before_the_last_activity_does_not_count_any_more() -> None:
    lead = a_planned_lead(3)
    done(lead, 1, MONDAY_9AM)
    follow_up(lead, MONDAY_9AM)

    done(lead, 1, MONDAY_9AM + DAY)  # a clock that was set back
    done(lead, 1, MONDAY_9AM + DAY)

    assert lead.state.quiet_since == MONDAY_9AM + DAY


@pytest.mark.parametrize(("before", "is_quiet"), [(timedelta(0), True), (timedelta(seconds=-1), False)])
def test_a_lead_too_old_for_another_follow_up_is_not_quiet(before: timedelta, *, is_quiet: bool) -> None:
    lead = a_planned_lead(3)

    done(lead, 1, MONDAY_9AM + UNTIL_AGE - EVERY - before)

    assert (lead.state.quiet_since is not None) is is_quiet
