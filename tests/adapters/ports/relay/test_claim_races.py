"""A claim and what ends the reminder race each other on every database: the second finds the first done."""

import asyncio
import tempfile
from collections.abc import Awaitable
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.memory.manual_clock import ManualClock
from application.delivery.entry import EntryState
from application.leads.commands import LeadCommands, OwnerCommand
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from application.reminders.claims import ReminderClaims
from domain.lead.events import LeadDeleted, ReminderClaimed, StepSkipped, StepToggled
from domain.lead.lead import Lead
from tests.support.databases import DATABASES, a_fresh_database
from tests.support.leads import MONDAY_9AM, OWNER_ID, a_new_lead, keep
from tests.support.memory_app import WORK_TIMES

Race = tuple[int, int, str]
"""How long the claim waits, how long the owner waits (in turns of the event loop), and what the owner does."""

RACES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["delete", "done", "skip"])),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("name", DATABASES)
@settings(max_examples=15)
@given(races=RACES)
def test_no_claim_follows_what_ended_its_reminder(name: str, races: list[Race]) -> None:
    asyncio.run(run(name, races))


async def run(name: str, races: list[Race]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_fresh_database(name, Path(folder)) as database:
            for race in races:
                await run_one(database, race)


async def run_one(database: Transactions, race: Race) -> None:
    claim_waits, owner_waits, deed = race
    lead = a_new_lead(uuid4(), with_plan=True)
    await keep(database, lead)
    clock = ManualClock(MONDAY_9AM)
    claims = ReminderClaims(database, clock)
    commands = LeadCommands(database, clock, WORK_TIMES)

    await asyncio.gather(after(claim_waits, claims.claim_due()), after(owner_waits, do(deed, commands, lead)))

    await assert_the_second_saw_the_first(database, lead)


async def after(turns: int, work: Awaitable[object]) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    await work


async def do(deed: str, commands: LeadCommands, lead: Lead) -> None:
    command = OwnerCommand(OWNER_ID, lead.id, f"{deed}:{lead.id}")
    match deed:
        case "delete":
            await commands.delete(command)
        case "done":
            await commands.mark_step(command, 1, 1, done=True)
        case _:
            await commands.skip_step(command, 1, 1)


async def assert_the_second_saw_the_first(database: Transactions, lead: Lead) -> None:
    async with database.read() as tx:
        history = await tx.log.history(lead.id)
        entries = await tx.outbox.select(EntryFilter(lead_id=lead.id), limit=1000)
    [end] = [place for place, event in enumerate(history) if isinstance(event, LeadDeleted | StepToggled | StepSkipped)]
    claims = [place for place, event in enumerate(history) if isinstance(event, ReminderClaimed)]

    assert all(claim < end for claim in claims)
    assert [entry.state for entry in entries] == [EntryState.WITHDRAWN] * len(claims)
