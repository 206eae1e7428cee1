"""One program with two tokens on one database; the same person, with the same chat id, in front of both bots."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from application.delivery.pacing import UNPACED
from application.use_cases import UseCases
from entrypoints.bootstrap.app import App, bootstrap
from entrypoints.bootstrap.database import system_clock
from entrypoints.bootstrap.program import running
from entrypoints.sandbox.clock import SandboxClock
from entrypoints.sandbox.kept_clock import KeptClock
from entrypoints.sandbox.program import Sandbox
from entrypoints.sandbox.server import BotApiServer
from entrypoints.settings import Settings
from tests.journeys.journey import Journey
from tests.journeys.two_bots.one_address import one_address
from tests.support.databases import a_postgres_url, a_sqlite_url
from tests.support.leads import BOT_ID, OTHER_BOT_ID

TOKENS = (f"{BOT_ID}:HERE", f"{OTHER_BOT_ID}:THERE")


@dataclass(frozen=True, slots=True)
class TwoBots:
    app: App
    here: Journey
    there: Journey

    @property
    def use_here(self) -> UseCases:
        return self.app.of_bot(BOT_ID)

    @property
    def use_there(self) -> UseCases:
        return self.app.of_bot(OTHER_BOT_ID)


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield await a_sqlite_url(tmp_path)
    else:
        async with a_postgres_url() as url:
            yield url


@pytest.fixture
async def bots(url: str, tmp_path: Path) -> AsyncIterator[TwoBots]:
    real, stop = system_clock(), asyncio.Event()
    clock = SandboxClock(real.now, real.monotonic, 1.0)
    given = Settings(
        database_url=url, telegram_token=SecretStr(",".join(TOKENS)), quiet_hours="none", workdays="mon-sun"
    )
    async with (
        BotApiServer(TOKENS[0], clock.now) as here,
        BotApiServer(TOKENS[1], clock.now) as there,
        one_address({TOKENS[0]: here.url, TOKENS[1]: there.url}) as address,
        bootstrap(given.model_copy(update={"telegram_api_url": address}), clock=clock) as app,
        running(app, with_bot=True, pacing=UNPACED) as program,
        asyncio.TaskGroup() as tasks,
    ):
        kept = KeptClock(clock, tmp_path / "clock.json", "UTC", app.use.claims.next_due_at)
        tasks.create_task(program.run(stop))
        try:
            yield TwoBots(app, Journey(Sandbox(here, app, kept)), Journey(Sandbox(there, app, kept)))
        finally:
            stop.set()
