"""Two programs with a token each on one PostgreSQL, and another bot's token on one SQLite file after a restart."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.sql.database import SqlDatabase, open_database
from application.delivery.entry import Entry, EntryKind, EntryState, NewEntry
from application.delivery.message import say
from application.delivery.pacing import UNPACED
from application.ports.outbox import EntryFilter
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.server import YOU, BotApiServer
from entrypoints.settings import Settings
from tests.faults.until import until
from tests.journeys.program import processes, settings
from tests.journeys.two_bots.conftest import TOKENS
from tests.support.databases import a_postgres_url, a_sqlite_url
from tests.support.leads import BOT_ID, OTHER_BOT_ID

MESSAGES = 8
PATIENCE_S = 40


def now() -> datetime:
    return datetime.now(UTC)


def heard(person: Person) -> list[str]:
    return [str(message.content["text"]) for message in person.messages if message.from_bot]


async def queue(database: SqlDatabase, bot_id: int, words: str) -> None:
    async with database.of_bot(bot_id).write() as tx:
        for number in range(MESSAGES):
            await tx.outbox.add(NewEntry(EntryKind.NOTICE, YOU.id, say(f"{words} {number}")), at=now())


async def entries(database: SqlDatabase) -> Sequence[Entry]:
    async with database.read() as tx:
        return await tx.outbox.select(EntryFilter(), limit=1000)


@asynccontextmanager
async def servers() -> AsyncIterator[list[BotApiServer]]:
    """Of both bots; the same person has written to each."""
    async with BotApiServer(TOKENS[0], now) as here, BotApiServer(TOKENS[1], now) as there:
        for server in (here, there):
            server.room.person(YOU.id).say("/start")
        yield [here, there]


@pytest.mark.postgresql
async def test_two_programs_with_a_token_each_send_what_is_their_bots(tmp_path: Path) -> None:
    async with servers() as (here, there), a_postgres_url() as url, open_database(url) as database:
        await queue(database, BOT_ID, "here")
        await queue(database, OTHER_BOT_ID, "there")
        given = [
            settings(url, server.url, TELEGRAM_TOKEN=token) for server, token in zip((here, there), TOKENS, strict=True)
        ]

        async def all_is_sent() -> bool:
            return {entry.state for entry in await entries(database)} == {EntryState.SENT}

        async with (
            processes("run", environment=given[0], folder=tmp_path),
            processes("run", environment=given[1], folder=tmp_path),
        ):
            await until(all_is_sent, within_s=PATIENCE_S, every_s=0.2)

        words = [heard(server.room.person(YOU.id)) for server in (here, there)]

    assert [sum(text.startswith("here") for text in texts) for texts in words] == [MESSAGES, 0]
    assert [sum(text.startswith("there") for text in texts) for texts in words] == [0, MESSAGES]


async def test_another_bot_s_token_after_a_restart_leaves_the_former_bot_s_messages_alone(tmp_path: Path) -> None:
    async with servers() as (here, there), open_database(await a_sqlite_url(tmp_path)) as database:
        await queue(database, BOT_ID, "here")
        url = database.url.render_as_string()

        async with program(url, there, TOKENS[1]):
            await until(lambda: answered(there), within_s=PATIENCE_S)
        waiting = [
            (entry.bot_id, entry.state, entry.attempts) for entry in await entries(database) if says(entry, "here")
        ]

        async with program(url, here, TOKENS[0]):
            await until(lambda: answered(here, f"here {MESSAGES - 1}"), within_s=PATIENCE_S)

    assert waiting == [(BOT_ID, EntryState.QUEUED, 0)] * MESSAGES
    assert not [text for text in heard(there.room.person(YOU.id)) if text.startswith("here")]


async def answered(server: BotApiServer, words: str = "where are you?") -> bool:
    return any(words in text for text in heard(server.room.person(YOU.id)))


def says(entry: Entry, words: str) -> bool:
    return entry.content.message.text.startswith(words)


@asynccontextmanager
async def program(url: str, server: BotApiServer, token: str) -> AsyncIterator[None]:
    given, stop = (
        Settings(database_url=url, telegram_token=SecretStr(token), telegram_api_url=server.url),
        asyncio.Event(),
    )
    async with (
        bootstrap(given.model_copy(update={"trust_clock": True})) as app,
        running(app, with_bot=True, pacing=UNPACED) as loops,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(loops.run(stop))
        try:
            yield
        finally:
            stop.set()
