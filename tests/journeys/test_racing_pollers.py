"""Pollers start together on due reminders, up to eight on 500: each is claimed once, queued once and sent once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from application.delivery.entry import EntryState
from application.delivery.pacing import UNPACED
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transactions
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import BotApiServer
from entrypoints.settings import Settings
from tests.journeys.many_leads import due_leads, let_in
from tests.journeys.program import processes, settings
from tests.support.databases import a_postgres_url, a_sqlite_url, open_for_bot

CHATS = range(5001, 5101)
SHORT = pytest.param(2, 100, id="2 on 100")
LONG = pytest.param(8, 500, id="8 on 500", marks=pytest.mark.faults)

races = pytest.mark.parametrize(("pollers", "reminders"), [SHORT, LONG])


@races
async def test_processes_on_postgresql(pollers: int, reminders: int, tmp_path: Path) -> None:
    async with a_postgres_url() as url, due_on_a_server(url, reminders) as (server, transactions):
        environment = settings(url, server.url)

        async with processes("worker", environment=environment, folder=tmp_path, count=pollers):
            await all_sent(server, reminders)

        await assert_each_was_sent_once(server, transactions, reminders)


@races
async def test_pollers_and_relays_on_one_sqlite_file(pollers: int, reminders: int, tmp_path: Path) -> None:
    url = await a_sqlite_url(tmp_path)
    async with due_on_a_server(url, reminders) as (server, transactions):
        stop = asyncio.Event()
        given = Settings(database_url=url, telegram_token=SecretStr(SANDBOX_TOKEN), telegram_api_url=server.url)

        async with (
            bootstrap(given) as app,
            running(app, with_bot=False, pacing=UNPACED) as program,
            asyncio.TaskGroup() as tasks,
        ):
            for _ in range(pollers):
                tasks.create_task(replace(program.bots[0]).run(stop))
            await all_sent(server, reminders)
            stop.set()

        await assert_each_was_sent_once(server, transactions, reminders)


@asynccontextmanager
async def due_on_a_server(url: str, reminders: int) -> AsyncIterator[tuple[BotApiServer, Transactions]]:
    async with (
        BotApiServer(SANDBOX_TOKEN, lambda: datetime.now(UTC)) as server,
        open_for_bot(url) as transactions,
    ):
        let_in(server.room, CHATS)
        await due_leads(transactions, count=reminders, chats=CHATS)
        yield server, transactions


async def all_sent(server: BotApiServer, reminders: int) -> None:
    await until(server, lambda: len(server.room.accepted) >= reminders)


async def until(server: BotApiServer, fact: Callable[[], bool]) -> None:
    async with asyncio.timeout(300):
        with server.room.store.changes.watched() as changes:
            while not fact():
                await changes.get()


async def assert_each_was_sent_once(server: BotApiServer, transactions: Transactions, reminders: int) -> None:
    async with transactions.read() as tx:
        entries = await tx.outbox.select(EntryFilter(), limit=10 * reminders)
        events = await tx.log.page(after=0, limit=10 * reminders)

    kinds = Counter(type(one.event).__name__ for one in events)
    assert kinds["ReminderClaimed"] == reminders
    assert kinds["ReminderSent"] == reminders
    assert len(entries) == reminders
    assert {entry.state for entry in entries} == {EntryState.SENT}
    assert len({entry.content.reminder_id for entry in entries}) == reminders
    assert Counter(one.chat_id for one in server.room.accepted) == dict.fromkeys(CHATS, reminders // len(CHATS))
