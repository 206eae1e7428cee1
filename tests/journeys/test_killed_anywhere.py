"""``kill -9`` at any call to Telegram, before or after it was taken, then a restart: nothing twice, no lead lost."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import YOU, BotApiServer
from tests.journeys.journey import data_of, labels, spoken
from tests.journeys.program import printed_json, settings, start
from tests.support.databases import a_postgres_url
from tests.support.pgbouncer import PROGRAM, a_pgbouncer
from tests.support.pooler import a_pooler

NAMES = ("Anna", "Boris", "Clara", "David", "Emma", "Felix", "Greta", "Henry", "Irene")
KILLS = (
    ("getUpdates", "before"),
    ("getUpdates", "after"),
    ("sendMessage", "before"),
    ("sendMessage", "after"),
    ("editMessageText", "before"),
    ("editMessageText", "after"),
    ("answerCallbackQuery", "before"),
    ("answerCallbackQuery", "after"),
)
ONE_KILL = KILLS[3:4]
"""The worst of them: the message was taken, and nothing says so."""
LAST_STATES = {"sent", "unconfirmed", "withdrawn"}


@dataclass
class Killer:
    """Kills the program at the next call of ``method``, ``when`` it arrives or once it was taken."""

    program: asyncio.subprocess.Process | None = None
    method: str = ""
    when: str = ""
    struck: asyncio.Event = field(default_factory=asyncio.Event)

    def aim(self, method: str, when: str) -> None:
        self.method, self.when, self.struck = method, when, asyncio.Event()

    async def strike(self, method: str, when: str) -> bool:
        if self.program is None or (method, when) != (self.method, self.when):
            return False
        self.method = ""
        self.program.kill()
        await self.program.wait()
        self.struck.set()
        return True

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        if await self.strike(method, "before"):
            raise web.HTTPServiceUnavailable
        answer = await handler(request)
        await self.strike(method, "after")
        return answer


@pytest.mark.parametrize("kills", [ONE_KILL, pytest.param(KILLS, marks=pytest.mark.faults)], ids=["one", "all"])
async def test_kill_9_at_every_kind_of_call(kills: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    await live_through(kills, f"sqlite+aiosqlite:///{tmp_path / 'leadbell.db'}", tmp_path)


@pytest.mark.postgresql
@pytest.mark.parametrize("kills", [ONE_KILL, pytest.param(KILLS, marks=pytest.mark.faults)], ids=["one", "all"])
async def test_kill_9_behind_a_pooler_in_transaction_mode(kills: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    async with a_postgres_url() as url, a_pooler(url) as pooler:
        await live_through(kills, pooler.url, tmp_path, meanwhile=pooler.cut_all)


@pytest.mark.postgresql
@pytest.mark.skipif(PROGRAM is None and "CI" not in os.environ, reason="there is no pgbouncer on this machine")
@pytest.mark.parametrize("kills", [ONE_KILL, pytest.param(KILLS, marks=pytest.mark.faults)], ids=["one", "all"])
async def test_kill_9_behind_pgbouncer(kills: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    async with a_postgres_url() as url, a_pgbouncer(url) as pooler:
        await live_through(kills, pooler.url, tmp_path, meanwhile=pooler.cut_all)


async def live_through(
    kills: Sequence[tuple[str, str]],
    database: str,
    folder: Path,
    *,
    meanwhile: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """``meanwhile`` happens while the last program is at work."""
    names = [*NAMES[: len(kills)], NAMES[-1]]
    killer = Killer()
    async with BotApiServer(SANDBOX_TOKEN, lambda: datetime.now(UTC), middlewares=(killer.middleware,)) as server:
        environment = settings(database, server.url, LEASE="3s", REQUEST_TIMEOUT="1s")
        you = server.room.person(YOU.id)

        for name, (method, when) in zip(names, kills, strict=False):
            killer.aim(method, when)
            async with the_program(killer, environment, folder):
                await live_until_struck(server, you, name, killer)

        async with the_program(killer, environment, folder):
            you.say(note(NAMES[-1]))
            if meanwhile is not None:
                await meanwhile()
            await settled(server, environment, folder)

        assert repeated(one.text for one in server.room.accepted) == []
        leads = await printed_json("leads", "list", environment=environment, folder=folder)
        assert sorted(lead["title"] for lead in leads) == sorted(f"{name} Kowalska" for name in names)
        assert {lead["steps"][-1] for lead in leads} == {"6"}


def note(name: str) -> str:
    return f"Met {name} Kowalska from Acme at the SaaS expo"


async def live_until_struck(server: BotApiServer, you: Person, name: str, killer: Killer) -> None:
    """Say something, and presses Done on every reminder that comes, until the program is killed."""
    you.say(note(name))
    pressed: set[int] = set()
    async with asyncio.timeout(60):
        with server.room.store.changes.watched() as changes:
            while not killer.struck.is_set():
                for reminder in spoken("🔔 Engagement Step Due", you.messages):
                    if reminder.message_id not in pressed and "✅ Done" in labels(reminder):
                        pressed.add(reminder.message_id)
                        you.press(reminder.message_id, data_of("Done", reminder))
                await first_of(changes.get(), killer.struck.wait())


async def first_of(*waiting: Coroutine[Any, Any, object]) -> None:
    tasks = [asyncio.ensure_future(one) for one in waiting]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def repeated(texts: Iterable[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


@asynccontextmanager
async def the_program(killer: Killer, environment: dict[str, str], folder: Path) -> AsyncIterator[None]:
    program = await start("run", environment=environment, folder=folder)
    killer.program = program
    try:
        yield
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()


async def settled(server: BotApiServer, environment: dict[str, str], folder: Path) -> None:
    """Until the last note has its reminder and nothing is queued or being sent any more."""
    async with asyncio.timeout(90):
        while True:
            entries = await printed_json("outbox", "list", environment=environment, folder=folder)
            is_reminded = any(NAMES[-1] in one.text and one.text.startswith("🔔") for one in server.room.accepted)
            if is_reminded and {entry["state"] for entry in entries} <= LAST_STATES:
                return
