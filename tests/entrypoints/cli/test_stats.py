"""``leadbell stats``: how the leads of all owners are doing."""

import asyncio
from pathlib import Path
from uuid import UUID

import pytest

from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import skip_step, toggle_step
from domain.lead.lead import Lead
from domain.plan.plan import Plan
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import BOT_ID, MONDAY_9AM, a_plan, keep, sends_at

ANNA, BERT = 7, 8


async def two_owners(folder: Path) -> None:
    """Anna has twenty leads, of whom seven replied, and one on another plan; Bert has one, whose first step is done.
    All steps were due long ago."""
    leads = [a_lead_on("Met at an event", number, ANNA) for number in range(20)]
    for lead in leads[:7]:
        lead.record(prospect_replied(lead.state, at=MONDAY_9AM))
    berts = a_lead_on("Cold outreach", 30, BERT)
    berts.record(toggle_step(berts.state, 1, at=MONDAY_9AM, next_send=sends_at(MONDAY_9AM)))
    berts.record(skip_step(berts.state, 2, at=MONDAY_9AM))
    settings = Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")
    async with bootstrap(settings) as app:
        await keep(app.database, *leads, a_lead_on("Cold outreach", 20, ANNA), berts)


def a_lead_on(playbook: str, number: int, owner_id: int) -> Lead:
    lead = Lead.capture(
        UUID(int=number), bot_id=BOT_ID, owner_id=owner_id, chat_id=owner_id * 10, note="Met", at=MONDAY_9AM
    )
    lead.record(adopt_plan(lead.state, Plan(1, playbook, a_plan().steps), at=MONDAY_9AM))
    return lead


def entry(owner_id: int, playbook: str, **counts: int) -> dict[str, object]:
    nothing = {"leads": 0, "replied": 0, "reply_percent": None, "steps": 0, "done": 0, "skipped": 0, "overdue": 0}
    return {"bot_id": BOT_ID, "owner_id": owner_id, "playbook": playbook, **nothing, **counts}


@pytest.fixture
def owners(terminal: Terminal) -> Terminal:
    asyncio.run(two_owners(terminal.folder))
    return terminal


def test_an_empty_database_has_nothing_to_count(terminal: Terminal) -> None:
    assert terminal.leadbell("stats", "--json").json() == []
    assert terminal.leadbell("stats").output == "There are no leads with a plan yet.\n"


def test_there_is_an_entry_for_each_owner_and_playbook(owners: Terminal) -> None:
    cold, event, berts = owners.leadbell("stats", "--json").json()

    assert cold == entry(ANNA, "Cold outreach", leads=1, steps=3, overdue=3)
    assert event == entry(ANNA, "Met at an event", leads=20, replied=7, reply_percent=35, steps=60, overdue=60)
    assert berts == entry(BERT, "Cold outreach", leads=1, steps=3, done=1, skipped=1, overdue=1)


def test_one_owner_can_be_chosen(owners: Terminal) -> None:
    chosen = [
        [one["playbook"] for one in owners.leadbell("stats", "--owner", owner, "--json").json()]
        for owner in ("7", "8", "9")
    ]

    assert chosen == [["Cold outreach", "Met at an event"], ["Cold outreach"], []]


def test_for_people_it_is_a_table(owners: Terminal) -> None:
    [heading, cold, event, _] = owners.leadbell("stats").output.splitlines()

    assert heading.split() == [
        *("owner", "id", "playbook", "leads", "replied", "reply", "percent"),
        *("steps", "done", "skipped", "overdue"),
    ]
    assert cold.split() == ["7", "Cold", "outreach", "1", "0", "-", "3", "0", "0", "3"]
    assert event.split() == ["7", "Met", "at", "an", "event", "20", "7", "35", "60", "0", "0", "60"]
