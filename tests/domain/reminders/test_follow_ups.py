"""Follow-ups: when the next one of a quiet lead is due, and when there are none any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.due_time import DueTime, GivenBy, OnDay, Shift, ShiftCause
from domain.errors import LeadIsDeleted, LeadIsTooOld
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.follow_ups import BY_OWNER, resume_follow_ups, schedule_follow_up, stop_follow_ups
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import move_step, skip_step, snooze_step, toggle_step
from domain.lead.events import Event, FollowUpResumed, FollowUpScheduled, FollowUpStopped
from domain.lead.lead import Lead
from domain.lead.state import LeadState
from domain.reminders.follow_ups import TOO_OLD, FollowUps
from domain.reminders.reminder import Reminder, ReminderId, ReminderKind, ReminderStatus
from domain.worktime import WorkTime
from tests.domain.worktime.owners import EVERY_DAY, IN_KYIV, KYIV, clock, on
from tests.support.leads import LEAD_ID, a_lead, a_plan, sends_at, snoozed_to, tell

NOTED = on("2026-11-02 16:45")
DAY = timedelta(days=1)
FIRST, SECOND = (ReminderId.of_follow_up(LEAD_ID, number) for number in (1, 2))


def schedule(lead: Lead, *, owner: WorkTime = IN_KYIV, at: datetime = NOTED) -> Event | None:
    event = schedule_follow_up(lead.state, work_time=owner, at=at)
    lead.record(event)
    return event


def tell_when_due(lead: Lead, reminder_id: ReminderId) -> None:
    tell(lead, reminder_id, at=lead.state.schedule.reminders[reminder_id].due_at)


def pending(lead: Lead) -> list[ReminderId]:
    return [one.id for one in lead.state.schedule if one.status is ReminderStatus.PENDING]


def test_the_first_is_three_days_after_the_note_at_the_send_time() -> None:
    lead = a_lead(at=NOTED)

    event = schedule(lead)

    due = DueTime(
        on("2026-11-05 09:30"), GivenBy.FOLLOW_UP, meant=OnDay(date(2026, 11, 5)), base=NOTED, zone="Europe/Kyiv"
    )
    assert event == FollowUpScheduled(LEAD_ID, 2, NOTED, number=1, count=1, due=due)
    assert lead.state.schedule.get(FIRST) == Reminder(FIRST, due)
    assert FIRST.kind is ReminderKind.FOLLOW_UP
    assert str(FIRST) == f"{LEAD_ID}:0:1"


def test_a_day_off_is_no_day_for_it() -> None:
    lead = a_lead(at=NOTED + 2 * DAY)

    schedule(lead, at=NOTED + 2 * DAY)

    due = lead.state.schedule.reminders[FIRST].due
    assert clock(due.at) == "Mon 2026-11-09 09:30"
    assert due.shifts == (Shift(ShiftCause.DAY_OFF, on("2026-11-09 09:30")),)


def test_the_day_is_the_owners() -> None:
    """Midnight has passed in Kyiv."""
    lead = a_lead(at=on("2026-11-03 00:30"))

    schedule(lead, at=on("2026-11-03 00:30"))

    assert clock(lead.state.schedule.reminders[FIRST].due_at) == "Fri 2026-11-06 09:30"


def test_a_follow_up_scheduled_late_is_due_at_the_next_send_time() -> None:
    lead = a_lead(at=NOTED)

    schedule(lead, at=on("2026-11-18 10:00"))

    due = lead.state.schedule.reminders[FIRST].due
    assert (clock(due.at), due.is_late) == ("Thu 2026-11-19 09:30", True)


def test_the_next_one_counts_from_the_one_before() -> None:
    lead = a_lead(at=NOTED)
    schedule(lead)
    tell_when_due(lead, FIRST)

    event = schedule(lead, at=on("2026-11-05 09:31"))

    assert isinstance(event, FollowUpScheduled)
    assert (event.number, event.count, clock(event.due.at)) == (2, 2, "Mon 2026-11-09 09:30")
    assert lead.state.follow_ups == FollowUps(scheduled=2, count=2)


def test_they_go_on_every_three_days_until_the_lead_is_sixty_days_old() -> None:
    lead, owner = a_lead(at=NOTED), WorkTime(KYIV, IN_KYIV.send_time, working_days=EVERY_DAY)
    days, at, number = list[int](), NOTED, 0
    while lead.state.quiet_since is not None:
        schedule(lead, owner=owner, at=at)
        number += 1
        at = lead.state.schedule.reminders[ReminderId.of_follow_up(LEAD_ID, number)].due_at
        days.append((at.date() - NOTED.date()).days)
        tell_when_due(lead, ReminderId.of_follow_up(LEAD_ID, number))

    assert days == list(range(3, 61, 3))
    assert not lead.state.follow_ups.is_stopped
    assert schedule(lead, owner=owner, at=at) is None


def test_one_that_would_come_too_late_is_the_end_of_them() -> None:
    lead = a_lead(at=NOTED)
    away = replace(IN_KYIV, paused_until=date(2027, 2, 1))

    event = schedule(lead, owner=away)

    assert event == FollowUpStopped(LEAD_ID, 2, NOTED, reason=TOO_OLD)
    assert schedule(lead) is None


def test_an_activity_cancels_the_one_that_waits_and_starts_the_count_anew() -> None:
    lead = a_lead(at=NOTED)
    schedule(lead)

    lead.record(adopt_plan(lead.state, a_plan(start=NOTED, days=(1,)), at=NOTED + DAY))
    lead.record(toggle_step(lead.state, 1, at=NOTED + DAY, next_send=sends_at(NOTED + 2 * DAY)))
    event = schedule(lead, at=NOTED + DAY)

    assert isinstance(event, FollowUpScheduled)
    assert (event.number, event.count, clock(event.due.at)) == (2, 1, "Fri 2026-11-06 09:30")
    assert lead.state.schedule.reminders[FIRST].status is ReminderStatus.CANCELLED
    assert pending(lead) == [SECOND]


def test_each_decision_about_a_step_is_an_activity() -> None:
    at, to = NOTED + DAY, snoozed_to(NOTED + 9 * DAY)
    decisions: dict[str, Callable[[LeadState], Event | None]] = {
        "done": lambda state: toggle_step(state, 1, at=at, next_send=sends_at(NOTED + 2 * DAY)),
        "skipped": lambda state: skip_step(state, 1, at=at),
        "snoozed": lambda state: snooze_step(state, 1, until=to, at=at),
        "moved": lambda state: move_step(state, 1, to=to, with_rest=False, work_time=IN_KYIV, at=at),
    }
    for name, decide in decisions.items():
        lead = a_lead(at=NOTED)
        lead.record(adopt_plan(lead.state, a_plan(start=NOTED, days=(0,)), at=NOTED))
        tell(lead, ReminderId(LEAD_ID, 1, 1), at=NOTED)
        schedule(lead)

        lead.record(decide(lead.state))

        assert lead.state.schedule.reminders[FIRST].status is ReminderStatus.CANCELLED, name
        assert (lead.state.active_at, lead.state.follow_ups.count) == (NOTED + DAY, 0), name


@pytest.mark.parametrize("is_waiting", [True, False])
def test_an_owner_stops_and_resumes_the_follow_ups_of_one_lead(is_waiting: bool) -> None:
    lead = a_lead(at=NOTED)
    if is_waiting:
        schedule(lead)
    version = lead.version

    stopped = stop_follow_ups(lead.state, at=NOTED + DAY)
    lead.record(stopped)
    assert (pending(lead), stop_follow_ups(lead.state, at=NOTED + DAY)) == ([], None)
    resumed = resume_follow_ups(lead.state, at=NOTED + 2 * DAY)
    lead.record(resumed)

    assert stopped == FollowUpStopped(LEAD_ID, version + 1, NOTED + DAY, reason=BY_OWNER)
    assert resumed == FollowUpResumed(LEAD_ID, version + 2, NOTED + 2 * DAY)
    assert resume_follow_ups(lead.state, at=NOTED + 2 * DAY) is None
    event = schedule(lead, at=NOTED + 2 * DAY)
    assert isinstance(event, FollowUpScheduled)
    assert (event.count, clock(event.due.at)) == (1, "Mon 2026-11-09 09:30")


def test_follow_ups_of_a_deleted_lead_are_neither_stopped_nor_resumed() -> None:
    lead = a_lead(at=NOTED)
    lead.record(delete_lead(lead.state, at=NOTED))

    for decide in (stop_follow_ups, resume_follow_ups):
        with pytest.raises(LeadIsDeleted):
            decide(lead.state, at=NOTED)


def test_follow_ups_of_a_lead_that_is_too_old_are_not_resumed() -> None:
    state = a_lead(with_plan=True).state

    with pytest.raises(LeadIsTooOld):
        resume_follow_ups(state, at=state.captured_at + timedelta(days=60))
