"""What those who watch are told over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import aiohttp
import pytest

from adapters.prometheus.exposition import Exposition
from application.delivery.attempt import Verdict
from application.delivery.pause import PauseCause, RelayPause
from application.errors import DatabaseNotReady, DatabaseTooNew, DatabaseUnavailable
from application.operations.health import Health
from entrypoints.health_server import METRICS_TYPE, HealthServer, Watched
from entrypoints.pulse import LONGEST_STEP_S, Pulse
from tests.adapters.prometheus.scrape import samples
from tests.entrypoints.bad_databases import BrokenTransactions, SilentTransactions
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp

SECRET = "postgresql+psycopg://me:secret@db.example/leadbell"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Site:
    """The server of a app, on a free port."""

    def __init__(self, app: MemoryApp) -> None:
        self.app = app
        self.pulse = Pulse()
        self.exposition = Exposition()
        self.refusal: Exception | None = None
        self.health = Health(app.transactions, app.clock)
        self.patience_s = 20.0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        shown = Watched(
            silent_loops=lambda: self.pulse.silent(at=self.app.clock.monotonic()),
            require_ready=self._require_ready,
            health=self.health,
            text=self.exposition.text,
            ready_within_s=self.patience_s,
            scraped_within_s=self.patience_s,
        )
        async with HealthServer(shown, host="127.0.0.1", port=0) as server:
            yield f"http://127.0.0.1:{server.port}"

    async def ask(self, path: str, method: str = "GET") -> Answer:
        async with self.open() as url:
            return await ask(url + path, method)

    async def _require_ready(self) -> None:
        if self.refusal is not None:
            raise self.refusal


async def ask(url: str, method: str = "GET") -> Answer:
    async with aiohttp.ClientSession() as session, session.request(method, url) as answer:
        return Answer(answer.status, dict(answer.headers), await answer.read())


@pytest.fixture
def site() -> Site:
    return Site(MemoryApp())


async def test_a_program_whose_loops_go_round_is_alive(site: Site) -> None:
    site.pulse.begins("reminders", at=0)
    site.app.clock.advance(timedelta(seconds=LONGEST_STEP_S))

    answer = await site.ask("/healthz")

    assert (answer.status, answer.body) == (200, b'{"alive": true, "silent_loops": []}')


async def test_a_loop_that_hangs_in_a_step_for_five_minutes_is_named(site: Site) -> None:
    site.pulse.begins("reminders", at=0)
    site.pulse.begins("messages", at=10)
    site.app.clock.advance(timedelta(minutes=5, seconds=1))

    answer = await site.ask("/healthz")

    assert (answer.status, answer.body) == (503, b'{"alive": false, "silent_loops": ["reminders"]}')


async def test_a_loop_may_rest_as_long_as_it_said_and_no_longer(site: Site) -> None:
    site.pulse.rests("reminders", at=0, at_most_s=900)

    assert site.pulse.silent(at=900 + LONGEST_STEP_S) == []
    assert site.pulse.silent(at=901 + LONGEST_STEP_S) == ["reminders"]


async def test_a_program_with_its_database_is_ready(site: Site) -> None:
    answer = await site.ask("/readyz")

    assert (answer.status, answer.body) == (200, b'{"ready": true, "reason": null}')


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        (DatabaseNotReady(SECRET), b"run `leadbell db upgrade`"),
        (DatabaseTooNew(SECRET), b"upgraded by a newer Leadbell"),
        (DatabaseUnavailable(SECRET), b"the database cannot be reached"),
        (RuntimeError(SECRET), b"the database cannot be read"),
    ],
)
async def test_the_reason_for_not_being_ready_names_no_address(site: Site, refusal: Exception, reason: bytes) -> None:
    site.refusal = refusal

    answer = await site.ask("/readyz")

    assert answer.status == 503
    assert reason in answer.body
    assert b"secret" not in answer.body


@pytest.mark.parametrize(("cause", "status"), [(PauseCause.MISCONFIGURED, 503), (PauseCause.OPERATOR, 200)])
async def test_of_pauses_only_a_wrong_setup_makes_a_program_unready(site: Site, cause: PauseCause, status: int) -> None:
    async with site.app.transactions.write() as tx:
        await tx.rate_limiter.pause(RelayPause(cause, MONDAY_9AM, None, "401: secret"))

    answer = await site.ask("/readyz")

    assert answer.status == status
    assert b"secret" not in answer.body


async def test_a_database_that_does_not_answer_holds_no_probe_up(site: Site) -> None:
    silent = SilentTransactions()
    site.health, site.patience_s = Health(silent, site.app.clock), 0.01

    ready = await site.ask("/readyz")
    scrape = await site.ask("/metrics")
    silent.gone.set()

    assert (ready.status, scrape.status) == (503, 200)
    assert b"the database did not answer within 0.01 s" in ready.body
    assert samples(scrape.body)["leadbell_database_up", ""] == 0


async def test_a_scrape_shows_the_house_and_the_process(site: Site) -> None:
    await site.app.claimed_lead()
    site.exposition.meter.attempted(Verdict.SENT)
    site.app.clock.advance(timedelta(seconds=30))

    answer = await site.ask("/metrics")

    shown = samples(answer.body)
    assert (answer.status, answer.headers["Content-Type"]) == (200, METRICS_TYPE)
    assert shown["leadbell_database_up", ""] == 1
    assert shown["leadbell_outbox_entries", "queued"] == 1
    assert shown["leadbell_outbox_oldest_seconds", "queued"] == 30
    assert shown["leadbell_attempts_total", "sent"] == 1


@pytest.mark.parametrize("error", [DatabaseUnavailable(SECRET), ZeroDivisionError(SECRET)])
async def test_a_scrape_answers_whatever_the_database_does(site: Site, error: Exception) -> None:
    site.health = Health(BrokenTransactions(error), site.app.clock)

    answer = await site.ask("/metrics")

    assert answer.status == 200
    assert samples(answer.body)["leadbell_database_up", ""] == 0
    assert b"secret" not in answer.body


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_head_gives_the_head_and_nothing_may_be_written(site: Site, path: str) -> None:
    head = await site.ask(path, "HEAD")
    post = await site.ask(path, "POST")

    assert (head.status, head.body, post.status) == (200, b"", 405)


async def test_there_is_nothing_else(site: Site) -> None:
    assert (await site.ask("/")).status == 404
    assert (await site.ask("/metrics/..%2f.env")).status == 404
