"""PostgreSQL dies in the middle of the work and comes back: the worker lives on, and nothing is lost or sent twice."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from tests.faults.bot_api.faults import latency
from tests.faults.bot_api.rules import Rule
from tests.faults.databases.own_postgres import own_postgres
from tests.faults.until import until
from tests.faults.workplace import FIRST_CHAT, LEASE, PATIENCE, Workplace, at_work, once_each, workplace_at

MAX_IN_FLIGHT = 16
UNHURRIED = 4 * LEASE
"""A lease that outlasts a restart: an outcome is given up with its lease."""
REMINDERS = 2 * MAX_IN_FLIGHT + 4
MOST_LINES = 1000
LONGEST_DEAFNESS_S = 15
ANSWERED_AFTER_S = 1.5
"""Every call in flight has its answer by then, and nowhere to write it."""
SLOW = [Rule(latency(before_s=0.3, after_s=0.3))]


async def test_a_restart_costs_time_only(tmp_path: Path) -> None:
    async with own_postgres() as postgres, workplace_at(postgres.url, tmp_path, rules=SLOW) as place:
        await place.reminders(REMINDERS)
        async with at_work(place.order(lease=UNHURRIED)) as [worker]:
            await place.server.until_arrived(MAX_IN_FLIGHT)  # as many as can be in flight: no lease can be cut in two

            await postgres.restart_at_once(down_for_s=ANSWERED_AFTER_S)
            entries = await place.all_are(EntryState.SENT, REMINDERS)
            await a_worker_listens(place.url)
            await place.reminders(1, first_chat=FIRST_CHAT + REMINDERS)
            await place.all_are(EntryState.SENT, REMINDERS + 1)

            assert worker.is_alive
        assert await place.accepted() == once_each(REMINDERS + 1)
        for entry in entries:
            assert [attempt.verdict for attempt in await place.attempts(entry)] == [Verdict.SENT]
        assert len((tmp_path / "worker.log").read_text().splitlines()) < MOST_LINES


@pytest.mark.faults
async def test_restarts_at_any_moment_lose_nothing(tmp_path: Path) -> None:
    """A lease whose commit was cut off has no sender: then the entry waits for a person, unsent."""
    waves, size = 6, 60
    async with own_postgres() as postgres, workplace_at(postgres.url, tmp_path) as place:
        async with at_work(*[place.order(lease=UNHURRIED)] * 2) as workers:
            for wave in range(waves):
                await place.reminders(size, first_chat=FIRST_CHAT + wave * size)
                await place.server.until_accepted(wave * size + wave * 7 + 5)
                await postgres.restart_at_once()
                await come_to_rest(place, (wave + 1) * size)

            assert all(worker.is_alive for worker in workers)
        assert set((await place.accepted()).values()) == {1}


async def come_to_rest(place: Workplace, count: int) -> None:
    """Each message that Telegram took is known as sent, if need be after its lease; all others wait for a person."""

    async def rests() -> bool:
        accepted, entries = await place.accepted(), await place.entries()
        ended = [EntryState.SENT if accepted[entry.content.chat_id] else EntryState.UNCONFIRMED for entry in entries]
        return len(entries) == count and [entry.state for entry in entries] == ended

    await until(rests, within_s=2 * PATIENCE.total_seconds(), every_s=0.1)


async def a_worker_listens(url: str) -> None:
    """Raise ``TimeoutError``."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    question = "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN leadbell'"
    async with await psycopg.AsyncConnection.connect(plain, autocommit=True) as connection:

        async def listens() -> bool:
            return await (await connection.execute(question)).fetchone() == (1,)

        await until(listens, within_s=LONGEST_DEAFNESS_S, every_s=0.1)
