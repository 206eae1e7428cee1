"""A lead with every kind of event."""

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

from domain.lead import events as lead_events
from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_resolved,
    reminder_sent,
    reminder_unconfirmed,
    requeue_reminder,
)
from domain.lead.decisions.due_times import rederive_due_times
from domain.lead.decisions.ending import delete_lead, erase_lead, restore_lead
from domain.lead.decisions.follow_ups import resume_follow_ups, schedule_follow_up, stop_follow_ups
from domain.lead.decisions.notes import add_note, correct_note, withdraw_note
from domain.lead.decisions.plans import adopt_plan, correct_prospect, identify_prospect
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import move_step, skip_step, snooze_step, toggle_step
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.worktime import WorkTime
from tests.support.leads import (
    ADA,
    BOT_ID,
    LEAD_ID,
    MONDAY_9AM,
    a_plan,
    on_a_day,
    planned_at,
    sends_at,
    snoozed_to,
    step_of,
)

HOUR = timedelta(hours=1)
ODD_MOMENT = MONDAY_9AM.replace(second=59, microsecond=123_456)


def an_eventful_lead() -> Lead:
    """Every kind of event, and two reschedulings."""
    at, work_time = ODD_MOMENT, WorkTime(ZoneInfo("Europe/Kyiv"), time(9, 30))
    soon, tomorrow = sends_at(at + HOUR), replace(on_a_day(at + 24 * HOUR), base=at)
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=2**52, chat_id=-(10**12), note="Zoë 🔔 said “yes”", at=at)
    lead.record(identify_prospect(lead.state, ADA, at=at))
    lead.record(correct_note(lead.state, "Zoë 🔔 said “maybe”", at=at))
    lead.record(add_note(lead.state, "Zoë calls back", at=at))
    lead.record(withdraw_note(lead.state, 1, at=at))
    lead.record(correct_prospect(lead.state, replace(ADA, name="Zoë"), "name", at=at))
    lead.record(adopt_plan(lead.state, a_plan(start=at, days=(0, 0, 0, 9)), at=at))
    first, second, third = (step_of(LEAD_ID, step_id) for step_id in (1, 2, 3))
    for reminder_id in (first, second, third):
        lead.record(claim_reminder(lead.state, reminder_id, generation=1, at=at))
    lead.record(reminder_sent(lead.state, first, generation=1, message_id=5, at=at))
    lead.record(reminder_failed(lead.state, second, generation=1, reason="403: blocked", at=at))
    lead.record(reminder_unconfirmed(lead.state, third, generation=1, reason="silence", at=at))
    lead.record(reminder_resolved(lead.state, third, generation=1, delivered=False, reason="not seen", at=at))
    lead.record(requeue_reminder(lead.state, second, generation=1, reason="unblocked", at=at))
    lead.record(reminder_expired(lead.state, second, generation=1, at=at))
    lead.record(toggle_step(lead.state, 1, at=at, next_send=soon))
    lead.record(toggle_step(lead.state, 1, at=at, next_send=soon))
    lead.record(skip_step(lead.state, 2, at=at))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(at + HOUR), at=at))
    lead.record(move_step(lead.state, 3, to=planned_at(at + HOUR), with_rest=True, work_time=work_time, at=at))
    lead.record(move_step(lead.state, 4, to=tomorrow, with_rest=True, work_time=work_time, at=at))
    lead.record(rederive_due_times(lead.state, work_time=work_time, cause="tg:1:1", at=at))
    for step_id in (1, 3, 4):
        lead.record(toggle_step(lead.state, step_id, at=at, next_send=soon))
    lead.record(schedule_follow_up(lead.state, work_time=work_time, at=at))
    away = replace(work_time, paused_until=(at + 70 * 24 * HOUR).date())
    lead.record(rederive_due_times(lead.state, work_time=away, cause="tg:1:2", at=at))
    lead.record(stop_follow_ups(lead.state, at=at))
    lead.record(resume_follow_ups(lead.state, at=at))
    lead.record(prospect_replied(lead.state, at=at))
    lead.record(delete_lead(lead.state, at=at))
    lead.record(restore_lead(lead.state, at=at, next_send=soon))
    lead.record(erase_lead(lead.state, "they asked for it", at=at))
    return lead


def every_kind_of_event() -> set[str]:
    kinds = {name for name, kind in vars(lead_events).items() if isinstance(kind, type) and issubclass(kind, Event)}
    return kinds - {"Event", "Created"}
