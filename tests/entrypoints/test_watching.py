"""The programs that go on are watched: their loops, their attempts, and where that is served."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import SecretStr

from adapters.memory.messenger import MemoryMessenger
from application.clock_trust import no_doubt
from application.delivery.pacing import UNPACED
from application.ports.metrics import Unmetered
from application.reminders.claims import ReminderClaims
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.program import relay, running
from entrypoints.bootstrap.watching import watched
from entrypoints.pulse import LONGEST_STEP_S, Pulse
from entrypoints.sandbox.program import SANDBOX_TOKEN
from entrypoints.sandbox.server import BotApiServer
from entrypoints.settings import Settings
from entrypoints.settings_problem import SettingsProblem
from tests.adapters.prometheus.scrape import samples
from tests.entrypoints.working import POLL_INTERVAL, Work
from tests.support.databases import a_sqlite_url
from tests.support.leads import BOT_ID, a_new_lead, keep
from tests.support.memory_app import MemoryApp


@dataclass(frozen=True, slots=True)
class HungClaims(ReminderClaims):
    looking: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)

    async def claim_due(self, *, limit: int = 50) -> int:
        self.looking.set()
        await self.let_go.wait()
        return 0


async def test_a_loop_that_hangs_is_silent_and_a_loop_that_ended_is_not() -> None:
    house = MemoryApp()
    claims = HungClaims(house.transactions, house.clock)
    work = Work(house, claims=claims)
    pulse = work.loops.pulse

    await house.planned_lead()
    async with work.going():
        await claims.looking.wait()
        await work.quiet()
        house.clock.advance(timedelta(seconds=LONGEST_STEP_S + 1))
        hung = pulse.silent(at=house.clock.monotonic())
        claims.let_go.set()
        await work.quiet()
        recovered = pulse.silent(at=house.clock.monotonic())

    assert (hung, recovered) == (["reminders"], [])
    assert pulse.silent(at=house.clock.monotonic() + 2 * POLL_INTERVAL.total_seconds()) == []


@asynccontextmanager
async def an_app(folder: Path, port: int | None, *, api_url: str | None = None) -> AsyncIterator[App]:
    url = await a_sqlite_url(folder)
    settings = Settings(
        database_url=url, telegram_token=SecretStr(SANDBOX_TOKEN), http_port=port, telegram_api_url=api_url
    )
    async with bootstrap(settings) as app:
        yield app


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


async def ask(port: int, path: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.read()


async def test_what_the_relay_does_is_in_the_next_scrape(tmp_path: Path) -> None:
    port = a_free_port()
    async with an_app(tmp_path, port) as app, watched(app, Pulse(), no_doubt) as meter:
        await keep(app.database, a_new_lead(with_plan=True, at=app.clock.now()))
        assert await app.use.claims.claim_due() == 1
        sender = relay(app, BOT_ID, MemoryMessenger(), pacing=UNPACED, meter=meter)

        for leased in await sender.lease_due():
            await sender.deliver(leased)

        _, body = await ask(port, "/metrics")
    shown = samples(body)
    assert shown["leadbell_attempts_total", "sent"] == shown["leadbell_attempts_recorded", "sent"] == 1
    assert shown["leadbell_due_to_sent_seconds_count", ""] == 1
    assert shown["leadbell_projection_lag_events", "lead_list"] == 0


async def test_a_running_program_tells_how_its_own_loops_and_its_database_do(tmp_path: Path) -> None:
    port = a_free_port()
    async with an_app(tmp_path, port) as app, running(app, with_bot=False) as program:
        [loops] = program.bots
        alive, ready = await ask(port, "/healthz"), await ask(port, "/readyz")
        loops.pulse.begins("messages", at=app.clock.monotonic() - LONGEST_STEP_S - 1)
        hung = await ask(port, "/healthz")

        assert not isinstance(loops.relay.outcomes.meter, Unmetered)

    assert (alive[0], ready[0]) == (200, 200)
    assert hung == (503, b'{"alive": false, "silent_loops": ["messages"]}')


@asynccontextmanager
async def a_server_that_says(date: str | None) -> AsyncIterator[str]:
    @web.middleware
    async def dated(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        if date is not None:
            answer.headers["Date"] = date
        return answer

    async with BotApiServer(SANDBOX_TOKEN, lambda: datetime.now(UTC), middlewares=[dated]) as server:
        yield server.url


@pytest.mark.parametrize("date", ["Mon, 01 Jan 2001 09:00:00 GMT", "Sat, 01 Jan 2101 09:00:00 GMT"])
async def test_a_program_whose_clock_telegram_contradicts_is_not_ready_and_says_why(tmp_path: Path, date: str) -> None:
    port = a_free_port()
    async with (
        a_server_that_says(date) as url,
        an_app(tmp_path, port, api_url=url) as app,
        running(app, with_bot=False) as program,
    ):
        [loops] = program.bots
        assert loops.clock_watch is not None
        await loops.clock_watch.look()

        status, body = await ask(port, "/readyz")
        [trouble] = (await app.use.health.figures()).troubles
        _, metrics = await ask(port, "/metrics")

    assert loops.doubt() is not None
    assert (status, trouble.reason in body.decode()) == (503, True)
    assert trouble.reason.endswith("Telegram's")
    assert samples(metrics)["leadbell_standing_troubles", "clock_doubted"] == 1


@pytest.mark.parametrize("date", [None, "", "yesterday"])
async def test_a_program_trusts_its_clock_with_telegrams_first_answer(tmp_path: Path, date: str | None) -> None:
    async with (
        a_server_that_says(date) as url,
        an_app(tmp_path, None, api_url=url) as app,
        running(app, with_bot=False) as program,
    ):
        [loops] = program.bots
        assert loops.clock_watch is not None
        before = loops.doubt()
        await loops.clock_watch.look()

        assert before is not None
        assert before.is_settling
        assert loops.doubt() is None


async def test_without_a_port_nothing_listens_and_nothing_is_counted(tmp_path: Path) -> None:
    async with an_app(tmp_path, None) as app, running(app, with_bot=False) as program:
        [loops] = program.bots
        assert isinstance(loops.relay.outcomes.meter, Unmetered)


async def test_a_taken_port_stops_the_start(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with an_app(tmp_path, port) as app:
            with pytest.raises(SettingsProblem) as refusal:
                async with running(app, with_bot=False):
                    pass

    assert str(refusal.value).startswith(f"LEADBELL_HTTP_PORT: port {port} of 127.0.0.1 cannot be had (")
    assert str(refusal.value).endswith("address already in use): choose another one, or LEADBELL_HTTP_HOST")


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])
async def test_an_address_that_is_not_ours_stops_the_start(tmp_path: Path, host: str) -> None:
    async with an_app(tmp_path, a_free_port()) as app:
        app.settings.__dict__["http_host"] = host
        with pytest.raises(SettingsProblem, match="LEADBELL_HTTP_HOST"):
            async with watched(app, Pulse(), no_doubt):
                pass
