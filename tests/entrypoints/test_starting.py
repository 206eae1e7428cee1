"""A program that starts while its server is away."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from application.errors import ApplicationError, DatabaseAway, DatabaseNotReady, DatabaseUnavailable
from entrypoints.bootstrap.app import bootstrap
from entrypoints.bootstrap.program import running
from entrypoints.bootstrap.waiting import StoppedWaiting, once_it_answers
from entrypoints.settings import Settings
from tests.faults.closed_door import a_closed_door
from tests.faults.until import until

WAITING = "entrypoints.bootstrap.waiting"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{WAITING}.FIRST_PATIENCE_S", 0.001)
    monkeypatch.setattr(f"{WAITING}.LONGEST_PATIENCE_S", 0.002)


def a_start(*problems: ApplicationError) -> Callable[[], Awaitable[None]]:
    """It meets one of the problems at each try, and then none."""
    left = list(problems)

    async def start() -> None:
        if left:
            raise left.pop(0)

    return start


async def test_it_waits_and_says_so_once(caplog: pytest.LogCaptureFixture) -> None:
    await once_it_answers(a_start(*[DatabaseAway("connection refused")] * 20), asyncio.Event())

    assert [record.message for record in caplog.records] == ["the database does not answer: waiting for it"]


async def test_another_reason_is_said_too(caplog: pytest.LogCaptureFixture) -> None:
    away, starting = DatabaseAway("connection refused"), DatabaseAway("the database system is starting up")

    await once_it_answers(a_start(away, away, starting, starting), asyncio.Event())

    assert len(caplog.records) == 2


@pytest.mark.parametrize("problem", [DatabaseNotReady("no tables"), DatabaseUnavailable("no such user")])
async def test_what_waiting_does_not_mend_is_not_waited_for(problem: ApplicationError) -> None:
    with pytest.raises(type(problem)):
        await once_it_answers(a_start(DatabaseAway("connection refused"), problem), asyncio.Event())


async def test_it_waits_no_longer_than_until_it_is_asked_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{WAITING}.FIRST_PATIENCE_S", 3600)
    stop = asyncio.Event()
    waiting = asyncio.ensure_future(once_it_answers(a_start(DatabaseAway("connection refused")), stop))
    await asyncio.sleep(0)
    stop.set()

    with pytest.raises(StoppedWaiting):
        async with asyncio.timeout(20):
            await waiting


async def test_meanwhile_it_is_alive_and_not_ready(unused_tcp_port: int, caplog: pytest.LogCaptureFixture) -> None:
    async def says_so() -> bool:
        return "waiting for it" in caplog.text

    with a_closed_door() as door:
        url = door.replace("http://", "postgres://me:secret@") + "/leadbell"
        settings = Settings(database_url=url, telegram_token="1:x", http_port=unused_tcp_port)
        stop = asyncio.Event()
        starting = asyncio.ensure_future(start(settings, stop))
        await until(says_so, within_s=20)
        async with (
            aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session,
            session.get("/healthz") as alive,
            session.get("/readyz") as ready,
        ):
            statuses = alive.status, ready.status
        stop.set()
        with pytest.raises(StoppedWaiting):
            await starting

    assert statuses == (200, 503)
    assert "secret" not in caplog.text


async def start(settings: Settings, stop: asyncio.Event) -> None:
    async with bootstrap(settings) as app, running(app, with_bot=False, stop=stop):
        """Not reached."""
