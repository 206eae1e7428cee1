"""For operators: read models can be computed anew and checked, and the past can be looked at."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from application.accounts.owner import Owner
from application.delivery.pacing import UNPACED
from application.leads.commands import OwnerCommand
from application.projections.registry import PROJECTIONS
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import YOU, BotApiServer
from entrypoints.settings import Settings
from entrypoints.worker import Loops
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.faults.database_urls import a_fresh_url
from tests.journeys.journey import ANNA
from tests.support.databases import POSTGRESQL, SQLITE, open_for_bot
from tests.support.leads import BOT_ID, MONDAY_9AM

FIVE_MINUTES = timedelta(minutes=5)
READ_MODELS = tuple(projection.name for projection in PROJECTIONS)
BORIS = "Name: Boris Becker\nCompany: Aces"

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Office:
    """The operator's terminal, after the story has happened and the program has ended."""

    terminal: Terminal
    server: BotApiServer
    database: SqlDatabase
    clock: ManualClock

    @asynccontextmanager
    async def program(self) -> AsyncIterator[tuple[App, Loops]]:
        """Started; it does nothing of its own accord."""
        settings = Settings(
            database_url=self.database.url.render_as_string(hide_password=False),
            telegram_token=SecretStr(SANDBOX_TOKEN),
            telegram_api_url=self.server.url,
        )
        async with (
            bootstrap(settings, clock=self.clock) as app,
            running(app, with_bot=False, pacing=UNPACED) as program,
        ):
            yield app, program.bots[0]

    async def leadbell(self, *arguments: str) -> Ended:
        """In a thread, since this one has an event loop already."""
        return await asyncio.to_thread(self.terminal.leadbell, *arguments)

    async def json(self, *arguments: str) -> Any:
        return (await self.leadbell(*arguments, "--json")).json()

    async def table(self, name: str) -> Rows:
        async with self.database.engine.connect() as connection:
            rows = await connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))
            return [dict(row._mapping) for row in rows]

    async def tables(self, *names: str) -> dict[str, Rows]:
        return {name: await self.table(name) for name in names}

    async def by_hand(self, statement: str) -> None:
        """Change one row, as a person with access would."""
        async with self.database.engine.begin() as connection:
            assert (await connection.execute(text(statement))).rowcount == 1

    async def annas_lead(self) -> str:
        leads = await self.json("leads", "list")
        return next(str(lead["lead_id"]) for lead in leads if lead["title"] == "Anna Kowalska")


# Each test boots the whole program: the other database is for `make faults`, and for the suites of the ports.
@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.faults)])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async with a_fresh_url(request.param, tmp_path) as url, a_server() as server, open_for_bot(url) as database:
        terminal = Terminal(tmp_path).with_settings(DATABASE_URL=url, TELEGRAM_API_URL=server.url)
        office = Office(terminal, server, database, ManualClock(MONDAY_9AM))
        async with office.program() as (app, program):
            await a_story(app, program, office.clock)
        yield office


@asynccontextmanager
async def a_server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(SANDBOX_TOKEN, lambda: MONDAY_9AM) as server:
        server.room.add_person(YOU).say("/start")
        yield server


async def a_story(app: App, program: Loops, clock: ManualClock) -> None:
    """At 9:00 Anna is captured and her first step comes due, at 9:05 it is sent, at 9:10 done; at 9:15 Boris is
    captured, at 9:20 he has a plan, at 9:25 he is deleted."""
    anna = await captured(app, ANNA, "tg:1:1")
    await program.use.enrichment.enrich_waiting()
    clock.advance(FIVE_MINUTES)
    await relayed(program)
    clock.advance(FIVE_MINUTES)
    await app.of_bot(BOT_ID).commands.mark_step(OwnerCommand(YOU.id, anna, "tg:1:2"), 1, 1, done=True)
    clock.advance(FIVE_MINUTES)
    boris = await captured(app, BORIS, "tg:1:3")
    clock.advance(FIVE_MINUTES)
    await program.use.enrichment.enrich_waiting()
    clock.advance(FIVE_MINUTES)
    await app.of_bot(BOT_ID).commands.delete(OwnerCommand(YOU.id, boris, "tg:1:4"))
    await relayed(program)


async def captured(app: App, note: str, command_id: str) -> UUID:
    return await app.of_bot(BOT_ID).capture.capture(note, owner=Owner(YOU.id, YOU.id), command_id=command_id)


async def relayed(program: Loops) -> None:
    """Claim and send all that is due."""
    await program.use.claims.claim_due()
    while leased := await program.relay.lease_due():
        for one in leased:
            await program.relay.deliver(one)


async def test_rebuilding_twice_gives_the_same_tables_row_by_row_and_sends_nothing(office: Office) -> None:
    before = await office.tables(*READ_MODELS, "projection_positions")
    outbox_before, events_before = await office.table("outbox"), await office.table("stored_events")
    calls_before, accepted_before = dict(office.server.room.calls), list(office.server.room.accepted)

    for _ in range(2):
        ended = await office.leadbell("projections", "rebuild")

        assert ended.code == 0
        assert await office.tables(*READ_MODELS, "projection_positions") == before
    assert all(rows for name, rows in before.items() if name != "quiet_leads")  # each lead has something ahead
    assert await office.table("outbox") == outbox_before
    assert await office.table("stored_events") == events_before
    assert (dict(office.server.room.calls), list(office.server.room.accepted)) == (calls_before, accepted_before)
    assert (await office.leadbell("audit", "verify")).code == 0


async def test_rows_changed_by_hand_are_named_and_a_rebuild_repairs_them(office: Office) -> None:
    before, lead_id = await office.tables(*READ_MODELS, "projection_positions"), await office.annas_lead()
    others = [name for name in (await office.table("scheduled_reminders"))[0] if name != "reminder_id"]
    for statement in (
        f"UPDATE scheduled_reminders SET generation = 9 WHERE reminder_id = '{lead_id}:1:1'",
        f"DELETE FROM scheduled_reminders WHERE reminder_id = '{lead_id}:1:2'",
        f"INSERT INTO scheduled_reminders (reminder_id, {', '.join(others)}) "
        f"SELECT 'made-up:1:1', {', '.join(others)} FROM scheduled_reminders LIMIT 1",
        "UPDATE lead_list SET title = 'Another' WHERE title = 'Anna Kowalska'",
        "UPDATE projection_positions SET position = 1 WHERE projection = 'quiet_leads'",
    ):
        await office.by_hand(statement)

    printed, listed = await office.leadbell("audit", "verify"), await office.leadbell("audit", "verify", "--json")

    assert (printed.code, listed.code) == (1, 1)
    for line in (
        "scheduled_reminders: 3 rows differ from the log",
        f"  changed: {lead_id}:1:1 in generation",
        f"  missing: {lead_id}:1:2",
        "  extra: made-up:1:1",
        f"  changed: {lead_id} in title",
    ):
        assert line in printed.output
    wrong = [one["name"] for one in listed.json()["read_models"] if not one["holds"]]
    assert wrong == ["lead_list", "scheduled_reminders", "quiet_leads"]

    await office.leadbell("projections", "rebuild")

    assert await office.tables(*READ_MODELS, "projection_positions") == before
    assert (await office.leadbell("audit", "verify")).code == 0


async def test_an_event_that_cannot_be_read_is_found_and_named(office: Office) -> None:
    lead_id = await office.annas_lead()
    second = "(SELECT MIN(id) FROM stored_events WHERE topic = 'lead.prospect_identified')"
    await office.by_hand(f"UPDATE stored_events SET topic = 'lead.from_the_future' WHERE id = {second}")

    printed, listed = await office.leadbell("audit", "verify"), await office.leadbell("audit", "verify", "--json")

    finding = f"event 2 of lead {lead_id} (lead.from_the_future), at position 3, cannot be folded"
    broken = f"chain broken at position 3: lead.from_the_future, version 2 of {lead_id}; "
    assert (printed.code, printed.errors) == (1, "")
    _, log, read_models = printed.output.splitlines()
    assert log.startswith(f"  {broken}")
    assert read_models == f"read models: not compared: {finding}"
    assert (listed.code, listed.json()["holds"], listed.json()["problem"]) == (1, False, finding)


async def test_the_log_tells_the_story_in_its_order(office: Office) -> None:
    lead_id = await office.annas_lead()

    events = await office.json("audit", "log", "--lead", lead_id)

    assert [(event["event"], event["actor"]) for event in events] == [
        ("LeadCaptured", "owner"),
        ("ProspectIdentified", "scheduler"),
        ("PlanGenerated", "scheduler"),
        ("ReminderClaimed", "scheduler"),
        ("ReminderSent", "relay"),
        ("StepToggled", "owner"),
    ]
    assert [event["version"] for event in events] == [1, 2, 3, 4, 5, 6]
    assert events[2]["correlation_id"] == events[0]["command_id"]


async def test_the_state_in_the_middle_of_the_story_is_that_of_then(office: Office) -> None:
    lead_id = await office.annas_lead()

    async def first_step(at: str) -> tuple[str, str]:
        state = await office.json("audit", "state", lead_id, "--at", at)
        return state["plans"][0]["steps"][0]["status"], state["reminders"][0]["status"]

    assert await first_step("2026-11-02T09:04:59Z") == ("open", "pending")
    assert await first_step("2026-11-02T09:05:00Z") == ("open", "sent")
    assert await first_step("2026-11-02T11:09:59+02:00") == ("open", "sent")
    assert await first_step("2026-11-02T09:10") == ("done", "completed")
    assert await first_step("2027-01-01") == ("done", "completed")


async def test_a_deleted_lead_is_seen_as_it_was_before(office: Office) -> None:
    [deleted] = [lead for lead in await office.json("leads", "list") if lead["deleted_at"]]

    captured, planned, gone = [
        await office.json("audit", "state", deleted["lead_id"], "--at", at)
        for at in ("2026-11-02T09:15", "2026-11-02T09:20", "2026-11-02T09:25")
    ]

    assert (captured["plans"], captured["reminders"], captured["prospect"]["name"]) == ([], [], "")
    assert (planned["deleted_at"], bool(planned["reminders"])) == (None, True)
    assert planned["prospect"]["name"] == "Boris Becker"
    assert (gone["deleted_at"], gone["reminders"]) == ("2026-11-02T09:25:00+00:00", [])
