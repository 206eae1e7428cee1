"""Behind a pooler in transaction mode: a session is another one after each transaction, and forgets what it knew."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from adapters.memory.manual_clock import ManualClock
from adapters.sql.database import SqlDatabase
from adapters.sql.operations.rebuild_lock import SqlRebuildLock
from application.errors import RebuildUnderWay
from application.operations.hearing import Hearing
from application.ports.troubles import Trouble
from application.ports.work import Work
from tests.adapters.sql.test_notifications import Listener, commit_an_answer, listening
from tests.support.databases import a_postgres_url, open_for_bot
from tests.support.leads import MONDAY_9AM
from tests.support.pooler import Pooler, a_pooler

pytestmark = pytest.mark.postgresql

SERVER = "adapters.sql.notifications.server"


@pytest.fixture
async def pooler() -> AsyncIterator[Pooler]:
    async with a_postgres_url() as url, a_pooler(url) as pooler:
        yield pooler


@pytest.fixture
async def database(pooler: Pooler) -> AsyncIterator[SqlDatabase]:
    async with open_for_bot(pooler.url) as database:
        yield database


async def test_the_same_statement_is_never_prepared_on_the_server(database: SqlDatabase) -> None:
    for _ in range(20):  # psycopg would prepare it at the sixth time
        await commit_an_answer(database)

    async with database.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 0


async def test_transactions_side_by_side_keep_apart(database: SqlDatabase) -> None:
    await asyncio.gather(*(commit_an_answer(database) for _ in range(30)))

    async with database.read() as tx:
        assert sum((await tx.outbox.count_by_state()).values()) == 30


async def test_a_deaf_listener_looks_instead_and_finds_what_others_commit(
    database: SqlDatabase, pooler: Pooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{SERVER}.ECHO_WITHIN_S", 0.2)
    monkeypatch.setattr(f"{SERVER}.LOOK_EVERY_S", 0.01)
    async with listening(database) as listener, open_for_bot(pooler.url) as other:
        while False not in listener.hears:
            await listener.next()
        await commit_an_answer(other)

        assert await listener.next() == frozenset(Work)

    assert listener.hears == [False]


async def test_a_listener_that_hears_itself_is_not_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{SERVER}.ECHO_EVERY_S", 0.01)
    heard: asyncio.Queue[bool] = asyncio.Queue()
    listener = Listener()
    async with a_postgres_url() as url, open_for_bot(url) as database:
        listens = asyncio.ensure_future(database.listen(listener.notify, heard.put))
        async with asyncio.timeout(20):
            answers = [await heard.get() for _ in range(3)]
        listens.cancel()
        await asyncio.gather(listens, return_exceptions=True)

    assert answers == [True, True, True]


async def test_deafness_is_a_standing_trouble_until_it_hears_again(database: SqlDatabase) -> None:
    hearing = Hearing(database, ManualClock(MONDAY_9AM))

    await hearing.note(False)
    await hearing.note(False)
    async with database.read() as tx:
        [deaf] = await tx.troubles.all()
    await Hearing(database, ManualClock(MONDAY_9AM)).note(True)
    async with database.read() as tx:
        none_left = await tx.troubles.all()

    assert (deaf.trouble, deaf.since, none_left) == (Trouble.DEAF, MONDAY_9AM, [])


async def test_one_rebuild_at_a_time_holds_here_too(database: SqlDatabase) -> None:
    async with SqlRebuildLock(database).hold():
        for _ in range(10):  # each in another session
            with pytest.raises(RebuildUnderWay):
                async with SqlRebuildLock(database).hold():
                    pass
    async with SqlRebuildLock(database).hold():
        """It is free again."""


async def test_a_pooler_that_cuts_everybody_off_costs_no_more_than_a_try(database: SqlDatabase, pooler: Pooler) -> None:
    await commit_an_answer(database)
    await pooler.cut_all()

    await commit_an_answer(database)

    async with database.read() as tx:
        assert sum((await tx.outbox.count_by_state()).values()) == 2
