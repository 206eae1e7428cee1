"""The history of a lead, a page at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from application.delivery.message import Button, Span, Style
from application.wording.history import LINES, history_page
from application.wording.wall_clock import WallClock
from domain.lead.decisions.ending import delete_lead, restore_lead
from domain.lead.decisions.plans import identify_prospect
from domain.lead.decisions.steps import skip_step
from domain.lead.events import Event, ReminderClaimed
from tests.support.eventful_lead import an_eventful_lead
from tests.support.leads import ADA, LEAD_ID, MONDAY_9AM, a_new_lead, events_of, sends_at

UTC_CLOCK = WallClock(ZoneInfo("UTC"))
KYIV = WallClock(ZoneInfo("Europe/Kyiv"))
HOUR = timedelta(hours=1)
YEAR = timedelta(days=365)
HEX = LEAD_ID.hex
REPEATED = 1
"""Step 1 is done twice in the history of an eventful lead, which reads the same."""


def page(history: Sequence[Event], number: int = 0) -> list[str]:
    return history_page(history, number, UTC_CLOCK).text.splitlines()


def test_a_short_history_is_one_page_with_the_newest_first() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(identify_prospect(lead.state, ADA, at=MONDAY_9AM + HOUR))

    shown = history_page(events_of(lead), 0, KYIV)

    assert shown.spans[0] == Span("🕓 History: Ada Lovelace", Style.BOLD)
    assert shown.text.splitlines() == [
        "🕓 History: Ada Lovelace",
        "",
        "Mon 02 Nov, 12:00 · Found in the note: Ada Lovelace, Engines Ltd",
        "Mon 02 Nov, 11:00 · Plan written (3 steps, playbook test)",
        "Mon 02 Nov, 11:00 · You sent the note",
        "",
        "The newest first. Times are those of Europe/Kyiv.",
    ]
    assert shown.buttons == ((Button("👤 Back to the lead", f"lead:{HEX}"),),)


def test_a_long_history_has_pages_and_past_the_end_is_the_last_with_the_rest() -> None:
    history = events_of(an_eventful_lead())
    has_a_line = [event for event in history if not isinstance(event, ReminderClaimed)]

    pages = [page(history, number) for number in range(4)]

    assert [shown[0].split(" · ")[1] for shown in pages] == [f"page {number} of 4" for number in (1, 2, 3, 4)]
    assert [len(shown) - 4 for shown in pages] == [LINES, LINES, LINES, len(has_a_line) - 3 * LINES]
    assert pages[0][2] == "Mon 02 Nov, 09:00 · Names, notes and texts were erased for good"
    assert page(history, 999_999_999) == pages[3]
    assert pages[3][-3] == "Mon 02 Nov, 09:00 · You sent the note"
    assert len({line for shown in pages for line in shown[2:-2]}) == len(has_a_line) - REPEATED


def test_the_pages_turn_and_lead_back_to_the_card() -> None:
    history = events_of(an_eventful_lead())

    first, second, last_one = [history_page(history, number, UTC_CLOCK).buttons for number in (0, 1, 3)]

    newer, older = Button("◀️ Newer", f"history:{HEX}:0"), Button("Older ▶️", f"history:{HEX}:2")
    back = (Button("👤 Back to the lead", f"lead:{HEX}"),)
    assert first == ((replace(older, data=f"history:{HEX}:1"),), back)
    assert second == ((newer, older), back)
    assert last_one == ((replace(newer, data=f"history:{HEX}:2"),), back)


def test_a_history_of_a_whole_page_has_no_empty_one_after_it() -> None:
    lead = a_new_lead(with_plan=True)
    for _ in range(LINES):
        lead.record(delete_lead(lead.state, at=MONDAY_9AM))
        lead.record(restore_lead(lead.state, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)))
    history = events_of(lead)

    assert page(history[:LINES])[0] == f"🕓 History: Lead #{HEX[:8]}"
    assert page(history[: LINES + 1])[0] == f"🕓 History: Lead #{HEX[:8]} · page 1 of 2"
    assert len(page(history[: LINES + 1], 1)[2:-2]) == 1


def test_the_year_is_said_where_it_is_not_the_newest_events() -> None:
    lead = a_new_lead(with_plan=True)
    lead.record(skip_step(lead.state, 1, at=MONDAY_9AM + YEAR))

    lines = page(events_of(lead))[2:-2]

    assert lines == [
        "Tue 02 Nov, 09:00 · You skipped step 1",
        "Mon 02 Nov 2026, 09:00 · Plan written (3 steps, playbook test)",
        "Mon 02 Nov 2026, 09:00 · You sent the note",
    ]


def test_a_history_that_starts_in_the_middle_is_no_page() -> None:
    with pytest.raises(ValueError, match="starts with LeadCaptured"):
        history_page(events_of(a_new_lead(with_plan=True))[1:], 0, UTC_CLOCK)
