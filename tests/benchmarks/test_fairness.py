"""How long a person waits for the answer to a press while others are impatient, many, strangers, or half-open."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import pytest
from aiohttp import web

from entrypoints.sandbox.bot_api.person import Person
from entrypoints.sandbox.bot_api.store.profile import Profile
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import BotApiServer
from tests.journeys.program import processes, settings

pytestmark = pytest.mark.benchmark

ANNA, IMPATIENT, STRANGER = 101, 102, 103
SAMPLES, APART_S, PATIENCE_S = 20, 0.25, 300
HTTP_PORT = 19_090
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Answers:
    """When each press was answered, by its id."""

    at: dict[str, float] = field(default_factory=dict)
    sent: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def next(self) -> None:
        """Return when the program has made one more call."""
        self._news.clear()
        await self._news.wait()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.endswith("/answerCallbackQuery"):
            pressed = (await request.post()).get("callback_query_id")
            self.at.setdefault(str(pressed), time.monotonic())
        self.sent += request.path.endswith("/sendMessage")
        answer = await handler(request)
        self._news.set()
        return answer


@dataclass
class Scene:
    server: BotApiServer
    answers: Answers
    folder: Path
    process_id: int

    def person(self, person_id: int) -> Person:
        return self.server.room.add_person(Profile(person_id, f"Person {person_id}"))

    async def with_buttons(self, person: Person) -> tuple[int, str]:
        """A message of the bot's, and the data of its first button."""
        person.say("/settings")
        async with asyncio.timeout(PATIENCE_S):
            while not any(message.keyboard for message in person.messages):
                await self.answers.next()
        return self.button_of(person)

    def button_of(self, person: Person) -> tuple[int, str]:
        shown = [one for one in person.messages if one.keyboard][-1]
        return shown.message_id, str(shown.keyboard[0][0]["callback_data"])

    async def waits(self, person: Person) -> list[float]:
        """How long each of some presses waited for its answer, in seconds."""
        waits = list[float]()
        for _ in range(SAMPLES):
            pressed_at = time.monotonic()
            query = person.press(*self.button_of(person))
            async with asyncio.timeout(PATIENCE_S):
                while query.query_id not in self.answers.at:
                    await self.answers.next()
            waits.append(self.answers.at[query.query_id] - pressed_at)
            await asyncio.sleep(APART_S)
        return sorted(waits)

    def memory_mb(self) -> int:
        lines = Path(f"/proc/{self.process_id}/status").read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


@asynccontextmanager
async def a_scene(folder: Path, **more: str) -> AsyncIterator[Scene]:
    answers = Answers()
    server = BotApiServer(SANDBOX_TOKEN, lambda: datetime.now(UTC), middlewares=(answers.middleware,))
    async with server:
        environment = settings(f"sqlite+aiosqlite:///{folder / 'leadbell.db'}", server.url, **more)
        async with processes("run", environment=environment, folder=folder) as [program]:
            yield Scene(server, answers, folder, program.pid)


def report(name: str, waits: list[float], scene: Scene) -> None:
    p50, p95, p99 = (waits[ceil(len(waits) * part) - 1] for part in (0.5, 0.95, 0.99))
    log_kb = (scene.folder / "stderr.log").stat().st_size // 1024
    print(
        f"\n{name}: {p50:.2f} s at the 50th percentile, {p95:.2f} s at the 95th, {p99:.2f} s at the 99th; "
        f"{scene.answers.sent} messages sent, {scene.memory_mb()} MB, log {log_kb} kB"
    )


async def test_beside_a_hundred_presses_of_one_person(tmp_path: Path) -> None:
    async with a_scene(tmp_path) as scene:
        anna, impatient = scene.person(ANNA), scene.person(IMPATIENT)
        await scene.with_buttons(anna)
        pressed = await scene.with_buttons(impatient)
        report("nobody else", await scene.waits(anna), scene)

        for _ in range(100):
            impatient.press(*pressed)
        report("C1, beside 100 presses of one person", await scene.waits(anna), scene)


async def test_beside_the_notes_of_two_hundred(tmp_path: Path) -> None:
    async with a_scene(tmp_path) as scene:
        anna = scene.person(ANNA)
        await scene.with_buttons(anna)
        for number in range(200):
            person = scene.person(1_000 + number)
            for note in range(5):
                person.say(f"Met Ada Lovelace {note} at the fair, wants a demo")

        report("C2, beside 5 notes of each of 200 people", await scene.waits(anna), scene)


async def test_beside_a_stranger(tmp_path: Path) -> None:
    async with a_scene(tmp_path, ALLOWED_USERS=str(ANNA)) as scene:
        anna, stranger = scene.person(ANNA), scene.person(STRANGER)
        await scene.with_buttons(anna)
        for _ in range(300):
            stranger.say("Buy followers")

        report("C3, beside 300 messages of a stranger", await scene.waits(anna), scene)


async def test_beside_half_open_requests(tmp_path: Path) -> None:
    async with a_scene(tmp_path, HTTP_PORT=str(HTTP_PORT)) as scene:
        anna = scene.person(ANNA)
        await scene.with_buttons(anna)
        opened = list[asyncio.StreamWriter]()
        for _ in range(1100):
            try:
                _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", HTTP_PORT), 1)
            except OSError:  # turned away, or not yet accepted
                continue
            writer.write(b"GET /healthz HTTP/1.1\r\nX: ")
            opened.append(writer)

        report(f"C5, beside {len(opened)} half-open requests", await scene.waits(anna), scene)
        for writer in opened:
            writer.transport.abort()
