"""What is said when reminders are due: one by one, or those of a late plan together."""

from dataclasses import replace

import pytest

from application.delivery.message import Button, Message, Span, Style
from application.wording.reminder import due_message, reminder_message
from domain.due_time import Shift, ShiftCause
from domain.lead.decisions.delivery import claim_reminder
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.plan.plan import Plan, PlanStep
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, planned_at, step_of

HEX = LEAD_ID.hex
LATE = replace(planned_at(MONDAY_9AM), shifts=(Shift(ShiftCause.LATE, MONDAY_9AM),))


def a_late_lead(*texts: str, name: str = "Ada Lovelace") -> Lead:
    steps = (PlanStep(number, "email", f"Do step {number}", text, LATE) for number, text in enumerate(texts, start=1))
    lead = a_lead()
    lead.record(identify_prospect(lead.state, Prospect(name, "Engines Ltd"), at=MONDAY_9AM))
    lead.record(adopt_plan(lead.state, Plan(1, "test", tuple(steps)), at=MONDAY_9AM))
    return lead


def claimed(lead: Lead, step_id: int = 1) -> Message:
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=1, at=MONDAY_9AM))
    return due_message(lead.state, lead.state.schedule.reminders[step_of(LEAD_ID, step_id)])


def test_several_late_steps_are_one_message() -> None:
    said = claimed(a_late_lead("Hello", "", "Bye"))

    assert said == Message(
        spans=(
            Span("🔔 3 Engagement Steps Due: Ada Lovelace", Style.BOLD),
            Span("\n\nTheir time has passed, so they come together."),
            Span("\n\n📋 "),
            Span("Step 1:", Style.BOLD),
            Span(" Hello"),
            Span("\n\n📋 "),
            Span("Step 2:", Style.BOLD),
            Span(" Do step 2"),
            Span("\n\n📋 "),
            Span("Step 3:", Style.BOLD),
            Span(" Bye"),
            Span("\n\nUse /leads to view details and take action."),
        ),
        buttons=((Button("📋 View Lead", f"view:{HEX}:1:1:1"),), (Button("❓ Why now?", f"why:{HEX}:1:1:1"),)),
    )


def test_they_are_in_the_order_of_the_plan_whichever_was_claimed() -> None:
    said = claimed(a_late_lead("A", "B", "C"), 2)

    assert [span.text for span in said.spans if span.text.startswith("Step ")] == ["Step 1:", "Step 2:", "Step 3:"]
    assert said.buttons[0] == (Button("📋 View Lead", f"view:{HEX}:1:2:1"),)


def test_a_lead_without_a_name_goes_by_its_number() -> None:
    assert claimed(a_late_lead("A", "B", name="")).spans[0].text == "🔔 2 Engagement Steps Due: Lead #11111111"


def test_one_late_step_is_a_reminder_like_every_other() -> None:
    lead = a_late_lead("Hello")

    said = claimed(lead)

    assert said == reminder_message(lead.state, lead.state.schedule.reminders[step_of(LEAD_ID, 1)])


@pytest.mark.parametrize(("text", "shown"), [("x" * 200, "x" * 200), ("🦄" * 201, "🦄" * 200)])
def test_each_text_is_cut_after_two_hundred_characters(text: str, shown: str) -> None:
    assert f"Step 1: {shown}\n\n📋 Step 2: {shown}\n\nUse /leads" in claimed(a_late_lead(text, text)).text
