"""A lead whose words have come everywhere where they can come, and where in a database words are found."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Connection, inspect, text

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from adapters.sql.database import SqlDatabase
from application.delivery.outcome import Outcome, Rejected, Unconfirmed
from application.ports.inbox import InboundUpdate
from application.ports.open_questions import OpenQuestion
from application.projections.build import ShadowBuild
from application.projections.progress import no_report
from application.projections.registry import PROJECTIONS
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, CHAT_ID, MONDAY_9AM
from tests.support.memory_app import YOU, a_relay, use_cases
from tests.support.one_round_relay import OneRoundRelay
from tests.support.scripted_planner import DRAFT, ScriptedPlanner

WORDS = ("Xanthippe", "Quxworth", "clandestine", "rendezvous")
NOTE = "Met Xanthippe of Quxworth for a clandestine rendezvous"
QUOTE = f"400: cannot parse '{NOTE}'"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Office:
    """It is Monday, 9:00. Only a scripted messenger answers."""

    def __init__(self, database: SqlDatabase) -> None:
        self.database = database
        self.clock = ManualClock(MONDAY_9AM)
        self.messenger = MemoryMessenger()
        self.use = use_cases(database, self.clock)
        self.relay: OneRoundRelay = a_relay(database, self.messenger, self.clock)

    async def a_lead_with_words(self) -> UUID:
        """Its card is sent, a reminder is unconfirmed and one refused with its text in the reason; its update had a
        problem, a question about it is open, its chat is lost, and every read model has a shadow table."""
        update = InboundUpdate(BOT_ID, 1, CHAT_ID, f'{{"text": "{NOTE}"}}')
        async with self.database.write() as tx:
            await tx.inbox.keep([update], at=self.clock.now())
        lead_id = await self.use.capture.capture(NOTE, owner=YOU, command_id="tg:99:1")
        await self._plan()
        await self._remind(after=HOUR, outcome=Unconfirmed(QUOTE))
        await self._remind(after=3 * DAY, outcome=Rejected(QUOTE))
        await self._talk_about_it(update)
        building = ShadowBuild(self.database, self.clock, batch=10)
        for projection in PROJECTIONS:
            await building.fold(projection, await building.begin(projection), no_report)
        return lead_id

    async def _plan(self) -> None:
        planner = ScriptedPlanner()
        prospect = replace(DRAFT.prospect, name="Xanthippe", company="Quxworth", contacts=("xan@Quxworth.test",))
        steps = [replace(one, action=f"Ask about the rendezvous {NOTE}", suggested_text=NOTE) for one in DRAFT.steps]
        planner.answer = replace(DRAFT, prospect=prospect, steps=tuple(steps))
        await use_cases(self.database, self.clock, planner=planner).enrichment.enrich_waiting()
        await self._send()

    async def _remind(self, *, after: timedelta, outcome: Outcome) -> None:
        self.clock.advance(after)
        assert await self.use.claims.claim_due() == 1
        self.messenger.next_outcomes.append(outcome)
        await self._send()
        assert self.messenger.handed_over[-1].outcome == outcome

    async def _talk_about_it(self, update: InboundUpdate) -> None:
        now = self.clock.now()
        async with self.database.write() as tx:
            await tx.inbox.mark_handled(update, at=now, problem="ValueError")
            await tx.questions.ask(OpenQuestion(CHAT_ID, NOTE, now))
            await tx.outbox.add(an_answer(text=f"Your leads: {NOTE}"), at=now)
        await self._send()
        async with self.database.write() as tx:
            await tx.chat_states.mark_unreachable(CHAT_ID, reason=QUOTE, at=now)

    async def _send(self) -> None:
        while await self.relay.relay_due():
            self.clock.advance(timedelta(seconds=2))


async def tables_with(database: SqlDatabase, *words: str) -> set[str]:
    """Those of all tables, also of some that this program does not know, in which one of the words is to be found."""
    async with database.engine.connect() as connection:
        contents = await connection.run_sync(_contents)
    return {table for table, content in contents.items() if any(word in content for word in words)}


def _contents(connection: Connection) -> dict[str, str]:
    tables = inspect(connection).get_table_names()
    rows = {table: connection.execute(text(f'SELECT * FROM "{table}"')).all() for table in tables}
    return {table: "\n".join(_plain(value) for row in found for value in row) for table, found in rows.items()}


def _plain(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
