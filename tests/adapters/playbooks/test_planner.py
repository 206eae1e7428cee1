"""The planner of playbooks: its choice of a playbook, and the plan from it."""

import pytest

from adapters.playbooks.planner import PlaybookPlanner
from adapters.playbooks.playbook import COLD_OUTREACH, MET_AT_AN_EVENT, Playbook
from application.ports.planner import Draft, DraftStep, Planner
from domain.lead.prospect import Prospect


def a_planner() -> Planner:
    return PlaybookPlanner()


async def test_a_note_about_a_meeting_gets_the_plan_for_people_met() -> None:
    draft = await a_planner().draft("Met Anna Kowalska from Acme at the SaaS expo, wants a demo")

    assert (draft.playbook, draft.prospect) == ("Met at an event", Prospect("Anna Kowalska", "Acme"))
    assert draft.steps[0] == DraftStep(
        channel="email",
        action="Thank Anna Kowalska and propose a call",
        suggested_text="Hi Anna,\n\nThank you for the conversation at the SaaS expo. I would like to take it one step "
        "further: 20 minutes about what matters most to Acme, without slides. Would Tuesday or Thursday morning work "
        "for you?",
        timing={"delay_days": 0},
    )


async def test_any_other_note_gets_the_plan_for_strangers() -> None:
    draft = await a_planner().draft("John Smith, CTO at Globex")

    assert (draft.playbook, draft.prospect) == ("Cold outreach", Prospect("John Smith", "Globex", "CTO"))
    assert draft.steps[1] == DraftStep(
        channel="linkedin",
        action="Invite John Smith to connect on LinkedIn",
        suggested_text="Hi John, I sent you a short email this week and would like to put a face to the name. "
        "Glad to connect, whatever you think of my question.",
        timing={"delay_days": 2},
    )


async def test_texts_for_a_note_without_facts_read_naturally() -> None:
    draft = await a_planner().draft("call them")

    assert draft.prospect == Prospect()
    assert draft.steps[0] == DraftStep(
        channel="email",
        action="Email the prospect: one question, one offer",
        suggested_text="Hello,\n\nOne question: what would your team most like to get done faster this quarter? "
        "I ask because I may be able to help with it. In 15 minutes I can show you how, and you decide whether it "
        "fits. Would Tuesday or Thursday suit you?",
        timing={"delay_days": 0},
    )


async def test_the_same_note_has_the_same_plan() -> None:
    note = "Met Anna Kowalska from Acme at the SaaS expo"

    first, second = await a_planner().draft(note), await a_planner().draft(note)

    assert first == second


async def test_braces_in_a_note_are_only_text() -> None:
    draft = await a_planner().draft("Name: {hello} %s $x\nCompany: {0}")

    assert draft.prospect == Prospect("{hello} %s $x", "{0}")
    assert draft.steps[0].action == "Email {hello} %s $x: one question, one offer"
    assert "most like to get done" in draft.steps[0].suggested_text


@pytest.mark.parametrize("playbook", [COLD_OUTREACH, MET_AT_AN_EVENT])
def test_a_playbook_starts_at_once_and_goes_on_in_order(playbook: Playbook) -> None:
    days = [step.delay_days for step in playbook.steps]

    assert days[0] == 0
    assert days == sorted(set(days))
    assert 5 <= len(days) <= 6


@pytest.mark.parametrize(
    "note",
    [
        *("call them", "Met them", "Met Anna", "Anna Kowalska", "Met somebody at the expo", "Company: Acme"),
        *("Met the CTO of Globex at Web Summit", "Herr Müller", "Name: X", "Name: 🦄"),
    ],
)
async def test_no_text_shows_a_missing_fact(note: str) -> None:
    draft = await a_planner().draft(note)

    for text in _texts(draft):
        assert not {"Hi ,", "Hello ,", " ,", " .", " ?", "at .", "at the the", "{", "}", "  "} & _pieces(text), text


def _texts(draft: Draft) -> list[str]:
    return [text for step in draft.steps for text in (step.action, step.suggested_text)]


def _pieces(text: str) -> set[str]:
    return {text[start : start + length] for start in range(len(text)) for length in (1, 2, 4, 7, 10)}
