"""The end of a card: whose clock the times are by, what was decided for the owner, and follow-ups."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from application.delivery.message import Button, Message, Span, Style
from application.wording.lead_card import lead_card
from application.wording.timing_phrases import warning_words
from application.wording.wall_clock import WallClock
from domain.lead.decisions.delivery import claim_reminder, reminder_sent
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.follow_ups import resume_follow_ups, schedule_follow_up, stop_follow_ups
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, toggle_step
from domain.lead.lead import Lead
from domain.plan.plan import Plan, PlanStep
from domain.reminders.reminder import ReminderId
from domain.timing import TimingWarning
from tests.domain.worktime.owners import IN_KYIV, on
from tests.support.leads import LEAD_ID, a_lead, a_plan, planned_at, sends_at

KYIV = WallClock(ZoneInfo("Europe/Kyiv"))
HEX = LEAD_ID.hex
NOTED = on("2026-11-02 16:45")
DAY = timedelta(days=1)
STOP = Button("🔕 Stop follow-ups", f"stop:{HEX}")
AGAIN = Button("🔔 Follow up again", f"follow:{HEX}")
REPLIED = Button("💬 They replied", f"replied:{HEX}:1")
MOVE = Button("📅 Move a step", f"move:{HEX}")


def notes(lead: Lead, clock: WallClock = KYIV) -> Sequence[Span]:
    """What is in italics, but for the plan's name."""
    spans = lead_card(lead.state, clock).spans
    return [span for span in spans if span.style is Style.ITALIC and "Plan: " not in span.text]


def foot(lead: Lead) -> Sequence[Button]:
    *_, foot, _ = lead_card(lead.state, KYIV).buttons
    return foot


def buttons_of(card: Message) -> Sequence[Button]:
    return [button for row in card.buttons for button in row]


def a_followed_up_lead() -> Lead:
    lead = a_lead(at=NOTED)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=NOTED))
    return lead


def a_planned_lead(plan: Plan) -> Lead:
    lead = a_lead()
    lead.record(adopt_plan(lead.state, plan, at=NOTED))
    return lead


def test_a_card_by_the_operators_clock_asks_whether_it_is_the_owners() -> None:
    guessed = replace(KYIV, is_confirmed=False)

    for lead in (a_lead(), a_lead(with_plan=True)):
        assert notes(lead, guessed) == [
            Span("\n\nTimes are those of Europe/Kyiv. Is that your time? /settings", Style.ITALIC)
        ]
        assert notes(lead) == []


def test_a_follow_up_that_waits_says_when() -> None:
    assert notes(a_followed_up_lead()) == [Span("\n\nFollow-up 1: Thu 05 Nov 2026, 09:30", Style.ITALIC)]


def test_it_counts_from_the_last_activity() -> None:
    lead = a_followed_up_lead()
    first = ReminderId.of_follow_up(LEAD_ID, 1)
    due_at = lead.state.schedule.reminders[first].due_at
    lead.record(claim_reminder(lead.state, first, generation=1, at=due_at))
    on_its_way = notes(lead)
    lead.record(reminder_sent(lead.state, first, generation=1, message_id=5, at=due_at))
    told = notes(lead)
    lead.record(schedule_follow_up(lead.state, work_time=IN_KYIV, at=due_at))

    assert (on_its_way, told) == ([], [])
    assert [span.text for span in notes(lead)] == ["\n\nFollow-up 2: Mon 09 Nov 2026, 09:30"]


def test_a_lead_that_is_not_followed_up_says_so_and_offers_to_until_it_is_resumed() -> None:
    lead = a_followed_up_lead()

    lead.record(stop_follow_ups(lead.state, at=NOTED))
    stopped = notes(lead), foot(lead)
    lead.record(resume_follow_ups(lead.state, at=NOTED))

    assert stopped == ([Span("\n\nNo follow-ups for this lead.", Style.ITALIC)], (AGAIN,))
    assert (notes(lead), foot(lead)) == ([], (STOP,))


def test_a_follow_up_comes_before_the_question_whose_clock_it_is() -> None:
    assert [span.text.split()[0] for span in notes(a_followed_up_lead(), replace(KYIV, is_confirmed=False))] == [
        "Follow-up",
        "Times",
    ]


def test_a_reply_that_was_said_stands_on_the_card_and_is_asked_for_no_more() -> None:
    lead = a_lead(with_plan=True)
    before = buttons_of(lead_card(lead.state, KYIV))

    lead.record(prospect_replied(lead.state, at=NOTED))

    assert REPLIED in before
    assert REPLIED not in buttons_of(lead_card(lead.state, KYIV))
    assert notes(lead) == [Span("\n\n💬 They replied on Mon 02 Nov 2026, 16:45", Style.ITALIC)]


def test_a_newer_plan_is_asked_about_anew() -> None:
    lead = a_lead(with_plan=True)
    lead.record(prospect_replied(lead.state, at=NOTED))

    lead.record(adopt_plan(lead.state, a_plan(2), at=NOTED))

    assert replace(REPLIED, data=f"replied:{HEX}:2") in buttons_of(lead_card(lead.state, KYIV))
    assert notes(lead) == []


def test_a_deleted_lead_has_no_notes() -> None:
    lead = a_followed_up_lead()
    lead.record(delete_lead(lead.state, at=NOTED))

    assert notes(lead, replace(KYIV, is_confirmed=False)) == []


def test_a_step_can_be_moved_while_one_is_open() -> None:
    lead = a_planned_lead(a_plan(days=(0, 1)))

    lead.record(skip_step(lead.state, 1, at=NOTED))
    one_open = foot(lead)
    lead.record(skip_step(lead.state, 2, at=NOTED))

    assert (one_open, foot(lead)) == ((MOVE, STOP), (STOP,))


def test_a_reminder_that_came_back_after_its_time_stands_there_too() -> None:
    lead = a_planned_lead(a_plan(days=(0,)))
    for _ in range(2):
        lead.record(toggle_step(lead.state, 1, at=NOTED, next_send=sends_at(on("2026-11-03 09:30"))))

    assert "\nemail · due Mon 02 Nov 2026, 11:00 · reminder Tue 03 Nov 2026, 09:30" in lead_card(lead.state, KYIV).text


def test_what_was_decided_for_the_owner_stands_below_its_step() -> None:
    due = replace(planned_at(on("2026-11-03 09:30")), warnings=("delay-against-timing", "of-another-age"))

    spans = lead_card(a_planned_lead(Plan(1, "test", (PlanStep(1, "email", "Write", "", due),))).state, KYIV).spans

    assert spans[-2:] == (
        Span("\n⚠️ the plan gave two different times; the number of days counts"),
        Span("\n⚠️ of-another-age"),
    )


@pytest.mark.parametrize("warning", TimingWarning)
def test_every_warning_has_a_short_sentence(warning: TimingWarning) -> None:
    words = warning_words(warning.value)

    assert words != warning.value
    assert 20 < len(words) < 90
    assert words[-1] != "."
