"""A draft as the note asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from adapters.playbooks.planner import PlaybookPlanner
from application.leads.asked_in_note import ACTIONS, as_asked
from application.ports.planner import Draft
from domain.timing import monday_to_friday
from domain.timing.notes import Task
from tests.support.memory_app import MemoryApp

TUESDAY = datetime(2026, 12, 1, 9, tzinfo=UTC)


async def asked(note: str) -> Draft:
    return as_asked(await PlaybookPlanner().draft(note), note, TUESDAY, monday_to_friday)


@pytest.mark.parametrize(
    ("note", "channel", "timing"),
    [
        ("Met Anna Kowalska, call her tue 3pm", "phone", {"timing": "tue 3pm"}),
        ("Herr Müller von Siemens, Angebot bis Freitag", "email", {"timing": "bis Freitag"}),
        ("Олена, директорка Nova, набрати завтра", "phone", {"timing": "завтра"}),
        ("Met Tom Reyes, f/u in 2 wks", "task", {"timing": "in 2 wks"}),
    ],
)
async def test_a_time_in_the_note_is_a_step_of_its_own_first_in_the_plan(
    note: str, channel: str, timing: dict[str, object]
) -> None:
    first, second, *_ = (await asked(note)).steps

    assert (first.channel, first.timing) == (channel, timing)
    assert isinstance(delay := second.timing["delay_days"], int)
    assert delay >= 1


async def test_nothing_is_due_before_the_moment_that_the_note_names() -> None:
    draft = await asked("Met Ada Lovelace at the fair, not before 14 Dec")

    assert [step.timing["delay_days"] for step in draft.steps][:2] == [13, 15]


async def test_a_channel_that_the_note_rules_out_is_in_no_step() -> None:
    draft = await asked("Met Ada Lovelace at the fair, no e-mail!")

    assert "email" not in {step.channel for step in draft.steps}
    assert draft.steps


async def test_a_date_of_the_customer_s_own_is_no_step() -> None:
    plain = await PlaybookPlanner().draft("Met Ada, she wants to start in June")

    assert (await asked("Met Ada, she wants to start in June")).steps == plain.steps


async def test_the_card_says_which_words_gave_the_time(app: MemoryApp) -> None:
    lead_id = await app.captured_lead(note="Met Ada Lovelace at the fair, call her in 3 days at 15:00")

    await app.use.enrichment.enrich_waiting()

    plan = (await app.state(lead_id)).plan
    assert plan is not None
    assert plan.steps[0].due.at == (await app.state(lead_id)).captured_at.replace(hour=15) + timedelta(days=3)
    card = (await app.entries())[-1].content.message.text
    assert "⏰ you wrote “in 3 days at 15:00”" in card


def test_each_task_has_an_action() -> None:
    assert set(ACTIONS) == set(Task)
