"""Programs are notified of each other's commits, on PostgreSQL at once and on SQLite within a second."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.memory.manual_clock import ManualClock
from adapters.memory.messenger import MemoryMessenger
from adapters.sql.database import SqlDatabase
from adapters.sql.notifications.watched_file import LOOK_EVERY_S
from adapters.sql.operations.wal import empty_write_ahead
from application.ports.work import Work
from application.recording import enqueue
from tests.benchmarks.counting import counter
from tests.support.databases import POSTGRESQL, SQLITE, a_postgres_url, a_sqlite_url, open_for_bot
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep
from tests.support.memory_app import a_relay

LOOK = "PRAGMA data_version"
PATIENCE_S = 20


class Listener:
    """``notified`` has the newest last."""

    def __init__(self) -> None:
        self.notified: list[Collection[Work]] = []
        self.hears: list[bool] = []
        self._woken = asyncio.Event()

    def notify(self, work: Collection[Work]) -> None:
        self.notified.append(frozenset(work))
        self._woken.set()

    async def hearing(self, hears: bool) -> None:
        self.hears.append(hears)

    async def next(self) -> Collection[Work]:
        async with asyncio.timeout(PATIENCE_S):
            await self._woken.wait()
        self._woken.clear()
        return self.notified[-1]


@asynccontextmanager
async def two_programs(name: str, folder: Path) -> AsyncIterator[tuple[SqlDatabase, SqlDatabase]]:
    if name == SQLITE:
        url = await a_sqlite_url(folder)
        async with open_for_bot(url) as one, open_for_bot(url) as other:
            yield one, other
    else:
        async with a_postgres_url() as url, open_for_bot(url) as one, open_for_bot(url) as other:
            yield one, other


@asynccontextmanager
async def listening(database: SqlDatabase) -> AsyncIterator[Listener]:
    listener = Listener()
    listening_task = asyncio.ensure_future(database.listen(listener.notify, listener.hearing))
    try:
        yield listener
    finally:
        listening_task.cancel()
        await asyncio.gather(listening_task, return_exceptions=True)


async def commit_an_answer(database: SqlDatabase) -> None:
    async with database.write() as tx:
        await enqueue(tx, an_answer(), at=MONDAY_9AM)


async def commit_again_and_again(database: SqlDatabase) -> None:
    """Commits before the other program listens are not notified."""
    while True:
        await commit_an_answer(database)
        await asyncio.sleep(0.2)


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_commit_of_another_program_is_notified(name: str, tmp_path: Path) -> None:
    async with two_programs(name, tmp_path) as (one, other), listening(one) as listener:
        committing = asyncio.ensure_future(commit_again_and_again(other))

        while Work.MESSAGES not in await listener.next():
            """A new listener is notified of all work that it may have missed."""

        committing.cancel()


@pytest.mark.postgresql
async def test_only_new_work_is_notified(tmp_path: Path) -> None:
    async with two_programs(POSTGRESQL, tmp_path) as (one, other), listening(one) as listener:
        await listener.next()
        await keep(other, a_new_lead(with_plan=True))
        assert await listener.next() == {Work.REMINDERS}

        await commit_an_answer(other)
        assert await listener.next() == {Work.MESSAGES}
        assert await a_relay(other, MemoryMessenger(), ManualClock(MONDAY_9AM)).relay_due() == 1
        await keep(other, a_new_lead(OTHER_LEAD_ID))

        assert await listener.next() == {Work.PLANS, Work.FOLLOW_UPS}
        assert len(listener.notified) == 4  # leasing and settling notify no program


async def test_on_sqlite_neither_a_commit_nor_a_checkpoint_of_our_own_is_notified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.sql.notifications.watched_file.LOOK_EVERY_S", 0)
    async with two_programs(SQLITE, tmp_path) as (one, other), listening(one) as listener:
        for _ in range(10):
            await commit_an_answer(one)
            assert await empty_write_ahead(one)
        of_itself = list(listener.notified)
        await commit_an_answer(other)
        await commit_an_answer(one)

        assert await listener.next() == frozenset(Work)

    assert of_itself == []


async def test_on_sqlite_listening_takes_sixty_statements_a_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_minute = 60 / LOOK_EVERY_S
    monkeypatch.setattr("adapters.sql.notifications.watched_file.LOOK_EVERY_S", 0)
    with counter() as counts:
        async with two_programs(SQLITE, tmp_path) as (one, _), listening(one):
            await one.ask_writer(LOOK)
            with counts.counting() as counted:
                for _ in range(10):
                    await one.ask_writer(LOOK)

    assert (in_a_minute, set(counted.statements)) == (60, {LOOK})


@pytest.mark.postgresql
async def test_our_own_commits_are_not_notified(tmp_path: Path) -> None:
    async with two_programs(POSTGRESQL, tmp_path) as (one, other), listening(one) as listener:
        await listener.next()
        await commit_an_answer(one)
        await keep(other, a_new_lead())

        assert await listener.next() == {Work.PLANS, Work.FOLLOW_UPS}


@pytest.mark.postgresql
async def test_a_listener_that_was_cut_off_listens_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.sql.notifications.listen.RECONNECT_AFTER_S", 0.01)
    async with two_programs(POSTGRESQL, tmp_path) as (one, other), listening(one) as listener:
        await listener.next()
        async with other.engine.begin() as connection:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            cut += "WHERE query LIKE 'LISTEN%' AND datname = current_database()"
            await connection.execute(text(cut))

        assert await listener.next() == frozenset(Work)
        await commit_an_answer(other)
        assert await listener.next() == {Work.MESSAGES}
