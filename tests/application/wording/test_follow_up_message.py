"""What is said of a lead that has gone quiet, word for word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.delivery.message import Button, Message, Span, Style
from application.wording.reminder import due_message
from domain.lead.decisions.follow_ups import schedule_follow_up
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import toggle_step
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.reminders.reminder import ReminderId
from tests.domain.worktime.owners import IN_KYIV, on
from tests.support.leads import LEAD_ID, a_lead, a_plan, sends_at, tell

HEX = LEAD_ID.hex
NOTED = on("2026-11-02 16:45")
DAY = timedelta(days=1)
VIEW = Button("📋 View Lead", f"view:{HEX}:0:1:1")
WHY = Button("❓ Why now?", f"why:{HEX}:0:1:1")
STOP = Button("🔕 Stop follow-ups", f"stop:{HEX}")
FOOT = "\n\nUse /leads to view details and take action."


def a_told_lead(*, text: str = "Hello from step 1", name: str = "Ada Lovelace") -> Lead:
    """Its two steps were told of on Monday; the first follow-up is scheduled."""
    lead, plan = a_lead(at=NOTED), a_plan(start=NOTED, days=(0, 0))
    lead.record(identify_prospect(lead.state, Prospect(name, "Engines Ltd"), at=NOTED))
    steps = (replace(plan.steps[0], suggested_text=text), plan.steps[1])
    lead.record(adopt_plan(lead.state, replace(plan, steps=steps), at=NOTED))
    for step_id in (1, 2):
        tell(lead, ReminderId(LEAD_ID, 1, step_id), at=NOTED)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOTED))
    return lead


def done(lead: Lead, *step_ids: int) -> Lead:
    """On Tuesday; and followed up from then on."""
    for step_id in step_ids:
        lead.record(toggle_step(lead.state, step_id, at=NOTED + DAY, next_send=sends_at(NOTED + 2 * DAY)))
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOTED + DAY))
    return lead


def message(lead: Lead, number: int = 1) -> Message:
    return due_message(lead.state, lead.state.schedule.reminders[ReminderId.of_follow_up(LEAD_ID, number)])


def test_a_follow_up_says_who_for_how_long_and_what_is_next() -> None:
    said = message(a_told_lead())

    assert said == Message(
        spans=(
            Span("🔔 Follow Up: Ada Lovelace", Style.BOLD),
            Span("\n\nQuiet for 3 days · follow-up 1"),
            Span("\n\n📋 Next: "),
            Span("Step 1:", Style.BOLD),
            Span(" Hello from step 1"),
            Span(FOOT),
        ),
        buttons=((Button("✅ Step 1 is done", f"done:{HEX}:1:1"),), (VIEW,), (WHY, STOP)),
    )


def test_what_is_next_is_the_first_step_that_is_open() -> None:
    said = message(done(a_told_lead(), 1), 2)

    assert "\n\n📋 Next: Step 2: Hello from step 2\n\n" in said.text
    assert said.buttons[0] == (Button("✅ Step 2 is done", f"done:{HEX}:1:2"),)


def test_when_the_plan_is_done_it_asks_what_comes_next() -> None:
    said = message(done(a_told_lead(), 1, 2), 2)

    assert said.spans[1:] == (
        Span("\n\nQuiet for 3 days · follow-up 1"),
        Span("\n\nThe plan is done. What comes next?"),
        Span(FOOT),
    )
    assert [len(row) for row in said.buttons] == [1, 2]


def test_a_lead_without_plan_and_name_goes_by_its_number() -> None:
    lead = a_lead(at=NOTED)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOTED))

    assert message(lead).text == (
        "🔔 Follow Up: Lead #11111111\n\nQuiet for 3 days · follow-up 1\n\nThere is no plan for this lead yet." + FOOT
    )


def test_the_second_says_how_long_it_has_been_since_the_last_activity() -> None:
    lead = a_told_lead()
    first = ReminderId.of_follow_up(LEAD_ID, 1)
    due_at = lead.state.schedule.reminders[first].due_at
    tell(lead, first, at=due_at)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=due_at))

    assert "\n\nQuiet for 7 days · follow-up 2\n\n" in message(lead, 2).text
    assert "\n\nQuiet for 3 days · follow-up 1\n\n" in message(lead, 1).text


def test_a_day_is_said_as_one() -> None:
    lead = a_lead(at=NOTED)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOTED))
    number = ReminderId.of_follow_up(LEAD_ID, 1)
    soon = replace(lead.state.schedule.reminders[number].due, at=NOTED + timedelta(hours=1))
    reminder = replace(lead.state.schedule.reminders[number], due=soon)

    assert "Quiet for 1 day · follow-up 1" in due_message(lead.state, reminder).text


@pytest.mark.parametrize(("text", "shown"), [("x" * 200, "x" * 200), ("a" * 199 + "bc", "a" * 199 + "b")])
def test_a_text_is_cut_after_two_hundred_characters(text: str, shown: str) -> None:
    assert message(a_told_lead(text=text)).text.split("Step 1: ")[1] == shown + FOOT
