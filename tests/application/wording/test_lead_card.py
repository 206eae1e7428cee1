"""The card of a lead in all its states."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from application.delivery.message import Button, Message, Span, Style
from application.wording.lead_card import delete_question, lead_card
from application.wording.wall_clock import WallClock
from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_sent,
    reminder_unconfirmed,
)
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.steps import skip_step, snooze_step, toggle_step
from domain.lead.events import Event
from domain.lead.lead import Lead
from domain.lead.prospect import Prospect
from domain.lead.state import LeadState
from tests.support.leads import ADA, BOT_ID, LEAD_ID, MONDAY_9AM, a_lead, a_plan, sends_at, snoozed_to, step_of

UTC_CLOCK = WallClock(ZoneInfo("UTC"))
KYIV = WallClock(ZoneInfo("Europe/Kyiv"))
HEX = LEAD_ID.hex
FIRST = step_of(LEAD_ID, 1)
NEXT_SEND = MONDAY_9AM + timedelta(minutes=30)
LATER = MONDAY_9AM + timedelta(minutes=10)
NOTE = Span("\n\n“Met Ada at the fair”")
MOVE = Button("📅 Move a step", f"move:{HEX}")
STOP = Button("🔕 Stop follow-ups", f"stop:{HEX}")
REPLIED = Button("💬 They replied", f"replied:{HEX}:1")
HISTORY = Button("🕓 History", f"history:{HEX}:0")
EDIT = Button("✏️ Edit", f"edit:{HEX}")
END = (Button("🗑 Delete", f"delete:{HEX}"), EDIT, HISTORY, Button("◀️ All leads", "leads::0"))


def a_planned_lead(*, days: Sequence[int] = (0,)) -> Lead:
    """Its steps are due so many days from now."""
    lead = a_lead()
    lead.record(adopt_plan(lead.state, a_plan(days=days), at=MONDAY_9AM))
    return lead


def a_claimed_lead() -> Lead:
    lead = a_planned_lead()
    lead.record(claim_reminder(lead.state, FIRST, generation=1, at=MONDAY_9AM))
    return lead


def step_line(lead: Lead, clock: WallClock = UTC_CLOCK) -> str:
    """The last line: channel and state of the only step."""
    return lead_card(lead.state, clock).spans[-1].text.strip()


def test_a_lead_whose_plan_is_being_written_waits() -> None:
    lead = a_lead()

    assert lead_card(lead.state, UTC_CLOCK) == Message(
        spans=(
            Span("👤 "),
            Span("Lead #11111111", Style.BOLD),
            NOTE,
            Span("\n\n✍️ Writing the plan …"),
        ),
        buttons=((STOP,), END),
    )


def test_a_planned_lead_shows_who_what_and_when() -> None:
    lead = a_planned_lead(days=(0, 3))
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))

    card = lead_card(lead.state, UTC_CLOCK)

    assert card == Message(
        spans=(
            Span("👤 "),
            Span("Ada Lovelace", Style.BOLD),
            Span("\nCTO, Engines Ltd"),
            Span("\nada@engines.test\n+44 1"),
            NOTE,
            Span("\n\nPlan: test", Style.ITALIC),
            Span("\n\n⬜ 1. "),
            Span("Do step 1", Style.BOLD),
            Span("\nemail · due Mon 02 Nov 2026, 09:00"),
            Span("\n\n⬜ 2. "),
            Span("Do step 2", Style.BOLD),
            Span("\nemail · due Thu 05 Nov 2026, 09:00"),
        ),
        buttons=(
            (Button("⬜ 1. Do step 1", f"done:{HEX}:1:1"),),
            (Button("⬜ 2. Do step 2", f"done:{HEX}:1:2"),),
            (REPLIED,),
            (MOVE, STOP),
            END,
        ),
    )


def test_done_and_skipped_steps_offer_to_be_reopened() -> None:
    lead = a_planned_lead(days=(0, 3))
    lead.record(toggle_step(lead.state, 1, at=LATER, next_send=sends_at(NEXT_SEND)))
    lead.record(skip_step(lead.state, 2, at=LATER))

    card = lead_card(lead.state, UTC_CLOCK)

    assert card.spans[4:] == (
        Span("\n\n✅ 1. "),
        Span("Do step 1", Style.BOLD),
        Span("\nemail · done Mon 02 Nov 2026, 09:10"),
        Span("\n\n⏭ 2. "),
        Span("Do step 2", Style.BOLD),
        Span("\nemail · skipped"),
    )
    assert card.buttons == (
        (Button("✅ 1. Do step 1", f"open:{HEX}:1:1"),),
        (Button("⏭ 2. Do step 2", f"open:{HEX}:1:2"),),
        (REPLIED,),
        (STOP,),
        END,
    )


def test_a_deleted_lead_shows_no_more_than_the_way_back_and_its_history() -> None:
    lead = a_planned_lead()
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM))
    lead.record(delete_lead(lead.state, at=LATER))

    assert lead_card(lead.state, UTC_CLOCK) == Message(
        spans=(
            Span("🗑 "),
            Span("Ada Lovelace", Style.BOLD),
            Span(" is deleted. Its reminders will not come."),
        ),
        buttons=((Button("↩️ Undo", f"restore:{HEX}"), HISTORY),),
    )


def test_deleting_is_asked_for_first() -> None:
    assert delete_question(a_planned_lead().state) == Message(
        spans=(Span("Delete "), Span("Lead #11111111", Style.BOLD), Span(" and its reminders?")),
        buttons=((Button("🗑 Yes, delete", f"sure:{HEX}"), Button("Keep it", f"lead:{HEX}")),),
    )


DELIVERIES: dict[str, tuple[Callable[[LeadState], Event] | None, str]] = {
    "in flight": (None, ""),
    "sent": (lambda state: reminder_sent(state, FIRST, generation=1, message_id=5, at=LATER), " · reminded"),
    "failed": (
        lambda state: reminder_failed(state, FIRST, generation=1, reason="403", at=LATER),
        " · the reminder could not be delivered",
    ),
    "unconfirmed": (
        lambda state: reminder_unconfirmed(state, FIRST, generation=1, reason="time-out", at=LATER),
        " · reminded, but we cannot know whether it arrived",
    ),
}


@pytest.mark.parametrize(("outcome", "shown"), DELIVERIES.values(), ids=DELIVERIES)
def test_a_claimed_reminder_shows_its_outcome(outcome: Callable[[LeadState], Event] | None, shown: str) -> None:
    lead = a_claimed_lead()
    if outcome is not None:
        lead.record(outcome(lead.state))

    assert step_line(lead) == f"email · due Mon 02 Nov 2026, 09:00{shown}"


def test_a_reminder_that_came_too_late_says_so_while_its_step_is_open() -> None:
    lead = a_claimed_lead()
    lead.record(reminder_expired(lead.state, FIRST, generation=1, at=MONDAY_9AM + timedelta(days=1)))

    overdue = step_line(lead)
    lead.record(
        toggle_step(lead.state, 1, at=MONDAY_9AM + timedelta(days=2), next_send=sends_at(NEXT_SEND + timedelta(days=2)))
    )

    assert overdue == "email · due Mon 02 Nov 2026, 09:00 · overdue, the reminder came too late to be sent"
    assert step_line(lead) == "email · done Wed 04 Nov 2026, 09:00"


def test_a_snoozed_reminder_shows_its_time_beside_that_of_its_step() -> None:
    lead = a_planned_lead()
    lead.record(snooze_step(lead.state, 1, until=snoozed_to(MONDAY_9AM + timedelta(days=1)), at=LATER))

    assert step_line(lead) == "email · due Mon 02 Nov 2026, 09:00 · reminder Tue 03 Nov 2026, 09:00"


def test_times_are_those_of_the_owners_clock() -> None:
    lead = a_planned_lead()

    before = step_line(lead, KYIV)
    lead.record(toggle_step(lead.state, 1, at=LATER, next_send=sends_at(NEXT_SEND)))

    assert before == "email · due Mon 02 Nov 2026, 11:00"
    assert step_line(lead, KYIV) == "email · done Mon 02 Nov 2026, 11:10"


def test_the_card_shows_the_newest_plan_and_its_buttons_name_it() -> None:
    lead = a_lead(with_plan=True)
    lead.record(adopt_plan(lead.state, a_plan(2, days=(5,)), at=MONDAY_9AM))

    card = lead_card(lead.state, UTC_CLOCK)

    assert card.spans[-1].text == "\nemail · due Sat 07 Nov 2026, 09:00"
    of_step, reply = Button("⬜ 1. Do step 1", f"done:{HEX}:2:1"), Button("💬 They replied", f"replied:{HEX}:2")
    assert card.buttons == ((of_step,), (reply,), (MOVE, STOP), END)


def test_a_company_that_stands_for_the_name_is_not_said_twice() -> None:
    lead = a_lead()
    lead.record(identify_prospect(lead.state, Prospect(company="Acme", role="CTO"), at=MONDAY_9AM))

    assert lead_card(lead.state, UTC_CLOCK).spans[:3] == (Span("👤 "), Span("Acme", Style.BOLD), Span("\nCTO"))


def test_a_long_note_is_shown_in_one_line_of_three_hundred_characters() -> None:
    lead = Lead.capture(LEAD_ID, bot_id=BOT_ID, owner_id=7, chat_id=70, note="a\nb  " + "x" * 400, at=MONDAY_9AM)

    assert lead_card(lead.state, UTC_CLOCK).spans[2] == Span(f"\n\n“a b {'x' * 295}…”")


def test_a_long_action_is_cut_on_its_button_only() -> None:
    plan = a_plan(days=(0,))
    lead = a_lead()
    lead.record(adopt_plan(lead.state, replace(plan, steps=(replace(plan.steps[0], action="y" * 50),)), at=MONDAY_9AM))

    card = lead_card(lead.state, UTC_CLOCK)

    assert card.spans[-2] == Span("y" * 50, Style.BOLD)
    assert card.buttons[0] == (Button(f"⬜ 1. {'y' * 39}…", f"done:{HEX}:1:1"),)
