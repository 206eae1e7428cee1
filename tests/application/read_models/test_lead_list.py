from datetime import timedelta

from application.read_models.lead_list import LeadRow, lead_rows
from application.read_models.scheduled_reminders import ReminderRow, reminder_rows
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import identify_prospect
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.reminders.reminder import ReminderStatus
from tests.support.leads import (
    ADA,
    BOT_ID,
    CHAT_ID,
    LEAD_ID,
    MONDAY_9AM,
    OWNER_ID,
    a_lead,
    sends_at,
    snoozed_to,
    step_of,
    tell,
)

HOUR = timedelta(hours=1)


def test_a_lead_that_waits_for_its_plan_has_no_number_of_steps() -> None:
    lead = a_lead()

    [row] = lead_rows(lead.state)

    assert row == LeadRow(
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        chat_id=CHAT_ID,
        title="Met Ada at the fair",
        company="",
        steps_total=None,
        steps_done=0,
        captured_at=MONDAY_9AM,
        changed_at=MONDAY_9AM,
        deleted_at=None,
        version=1,
    )


def test_the_line_of_a_lead_counts_the_steps_that_are_done() -> None:
    lead = a_lead(with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM + HOUR, next_send=sends_at(MONDAY_9AM + 2 * HOUR)))
    lead.record(skip_step(lead.state, 2, at=MONDAY_9AM + HOUR))
    lead.record(delete_lead(lead.state, at=MONDAY_9AM + 2 * HOUR))

    [row] = lead_rows(lead.state)

    assert row == LeadRow(
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        chat_id=CHAT_ID,
        title="Ada Lovelace",
        company="Engines Ltd",
        steps_total=3,
        steps_done=1,
        captured_at=MONDAY_9AM,
        changed_at=MONDAY_9AM + 2 * HOUR,
        deleted_at=MONDAY_9AM + 2 * HOUR,
        version=6,
    )


def test_a_reminders_row_has_all_that_became_of_it() -> None:
    lead = a_lead(with_plan=True)
    tell(lead, step_of(LEAD_ID, 1), at=MONDAY_9AM)
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + HOUR), at=MONDAY_9AM))
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM + HOUR, next_send=sends_at(MONDAY_9AM + 2 * HOUR)))

    [row, *others] = reminder_rows(lead.state)

    assert len(others) == 2
    assert row == ReminderRow(
        reminder_id=f"{LEAD_ID}:1:1",
        lead_id=LEAD_ID,
        bot_id=BOT_ID,
        owner_id=OWNER_ID,
        chat_id=CHAT_ID,
        kind="plan_step",
        step_id=1,
        generation=2,
        due_at=MONDAY_9AM + HOUR,
        status=ReminderStatus.COMPLETED,
        reminder_count=1,
        snooze_count=1,
        last_reminded_at=MONDAY_9AM,
        draft_text="Hello from step 1",
        completed_at=MONDAY_9AM + HOUR,
    )
