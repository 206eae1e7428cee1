"""The reminder, word for word: owners learn to know it."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from application.delivery.message import Button, Message, Span, Style
from application.wording.reminder import answered_reminder, reminder_message
from application.wording.wall_clock import WallClock
from domain.lead.decisions.delivery import claim_reminder, reminder_expired
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.reminders.reminder import Reminder
from tests.support.leads import LEAD_ID, MONDAY_9AM, a_lead, a_plan, sends_at, snoozed_to, step_of

HEX = LEAD_ID.hex
KYIV = WallClock(ZoneInfo("Europe/Kyiv"))
NEXT_SEND = MONDAY_9AM + timedelta(days=1, minutes=30)


def first(lead: Lead) -> Reminder:
    return lead.state.schedule.reminders[step_of(LEAD_ID, 1)]


def a_lead_named(name: str) -> Lead:
    lead = a_lead(with_plan=True)
    lead.record(identify_prospect(lead.state, Prospect(name, "Engines Ltd"), at=MONDAY_9AM))
    return lead


def a_lead_saying(*, text: str, action: str = "Write to them") -> Lead:
    lead = a_lead()
    plan_saying(lead, text=text, action=action)
    return lead


def plan_saying(lead: Lead, *, text: str, action: str = "Write to them") -> None:
    plan = a_plan(lead.state.next_plan_number)
    steps = (replace(plan.steps[0], suggested_text=text, action=action),)
    lead.record(adopt_plan(lead.state, replace(plan, steps=steps), at=MONDAY_9AM))


def said_of(lead: Lead) -> str:
    return reminder_message(lead.state, first(lead)).text


def test_the_words_and_buttons_of_a_reminder_are_fixed() -> None:
    lead = a_lead_named("Ada Lovelace")

    message = reminder_message(lead.state, first(lead))

    assert message == Message(
        spans=(
            Span("🔔 Engagement Step Due: Ada Lovelace", Style.BOLD),
            Span("\n\n📋 "),
            Span("Step 1:", Style.BOLD),
            Span(" Hello from step 1\n\nUse /leads to view details and take action."),
        ),
        buttons=(
            (
                Button("✅ Done", f"done:{HEX}:1:1:1"),
                Button("⏰ Snooze 24h", f"snooze:{HEX}:1:1:1"),
                Button("⏭ Skip", f"skip:{HEX}:1:1:1"),
            ),
            (Button("📝 View Full Draft", f"draft:{HEX}:1:1:1"),),
            (Button("📋 View Lead", f"view:{HEX}:1:1:1"),),
            (Button("⏰ Later…", f"later:{HEX}:1:1:1"), Button("❓ Why now?", f"why:{HEX}:1:1:1")),
        ),
    )


def test_a_lead_without_a_name_goes_by_its_number_even_when_the_company_is_known() -> None:
    lead = a_lead_named("")

    assert said_of(lead).startswith("🔔 Engagement Step Due: Lead #11111111\n\n📋 Step 1:")


def test_markup_in_the_text_arrives_as_typed() -> None:
    lead = a_lead_saying(text="_*[Hi](x)*_ <i>")

    assert "\n\n📋 Step 1: _*[Hi](x)*_ <i>\n\nUse /leads" in said_of(lead)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("x" * 200, "x" * 200), ("x" * 201, "x" * 200), ("a" * 199 + "bc", "a" * 199 + "b"), ("🦄" * 201, "🦄" * 200)],
)
def test_a_text_is_cut_after_two_hundred_characters(text: str, shown: str) -> None:
    lead = a_lead_saying(text=text)

    assert said_of(lead) == (
        f"🔔 Engagement Step Due: Lead #11111111\n\n📋 Step 1: {shown}\n\nUse /leads to view details and take action."
    )


def test_a_step_without_a_text_shows_its_action() -> None:
    lead = a_lead_saying(text="", action="Call Ada")

    assert "📋 Step 1: Call Ada\n\n" in said_of(lead)


def test_the_buttons_carry_the_generation_that_is_shown() -> None:
    lead = a_lead_named("Ada")
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(NEXT_SEND), at=MONDAY_9AM))

    rows = reminder_message(lead.state, first(lead)).buttons

    assert {button.data.removeprefix(button.data.split(":")[0]) for row in rows for button in row} == {f":{HEX}:1:1:2"}


def test_a_reminder_of_an_older_plan_shows_that_plans_step() -> None:
    lead = a_lead_named("Ada")
    plan_saying(lead, text="New words")

    assert "Step 1: Hello from step 1" in said_of(lead)


def test_a_pressed_reminder_keeps_its_words_and_says_what_was_done() -> None:
    lead = a_lead_named("Ada")
    before = reminder_message(lead.state, first(lead))
    lead.record(toggle_step(lead.state, 1, at=MONDAY_9AM, next_send=sends_at(NEXT_SEND)))

    message = answered_reminder(lead.state, first(lead), KYIV, generation=1)

    assert message == Message(
        spans=(*before.spans, Span("\n\n✅ Done", Style.BOLD)),
        buttons=((Button("↩️ Undo", f"open:{HEX}:1:1:1"),), (Button("📋 View Lead", f"view:{HEX}:1:1:1"),)),
    )


def test_a_skipped_reminder_offers_to_undo_it() -> None:
    lead = a_lead_named("Ada")
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM))

    message = answered_reminder(lead.state, first(lead), KYIV, generation=1)

    assert message.spans[-1] == Span("\n\n⏭ Skipped", Style.BOLD)
    assert message.buttons[0] == (Button("↩️ Undo", f"open:{HEX}:1:1:1"),)


def test_a_snoozed_reminder_says_when_it_comes_again_and_keeps_its_own_generation() -> None:
    lead = a_lead_named("Ada")
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(NEXT_SEND), at=MONDAY_9AM))

    message = answered_reminder(lead.state, first(lead), KYIV, generation=1)

    assert message.spans[-1] == Span("\n\n⏰ Comes again Tue 03 Nov 2026, 11:30", Style.BOLD)
    assert [button.data for row in message.buttons for button in row] == [f"done:{HEX}:1:1:1", f"view:{HEX}:1:1:1"]


def test_an_answered_reminder_whose_next_generation_expired_says_since_when_it_is_overdue() -> None:
    lead = a_lead_named("Ada")
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(NEXT_SEND), at=MONDAY_9AM))
    lead.record(claim_reminder(lead.state, step_of(LEAD_ID, 1), generation=2, at=NEXT_SEND))
    lead.record(reminder_expired(lead.state, step_of(LEAD_ID, 1), generation=2, at=NEXT_SEND + timedelta(days=1)))

    message = answered_reminder(lead.state, first(lead), KYIV, generation=1)

    assert message.spans[-1] == Span("\n\n⏰ Overdue since Tue 03 Nov 2026, 11:30", Style.BOLD)
    assert message.buttons[0] == (Button("✅ Done", f"done:{HEX}:1:1:1"),)
