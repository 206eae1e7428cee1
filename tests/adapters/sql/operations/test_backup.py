"""A backup is taken while others write, and is there as a whole or not at all."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from adapters.sql.database import SqlDatabase
from adapters.sql.files import database_file
from adapters.sql.operations.backup import SqliteCopies
from application.ports.rate_limit import TokenBucket
from tests.adapters.sql.operations.backed_up import a_place, left_beside, mode_of, wants_a_wal, write_answers
from tests.support.databases import open_for_bot
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM


@pytest.fixture
async def place(tmp_path: Path) -> Path:
    return await a_place(tmp_path)


@pytest.fixture
def file(place: Path) -> Path:
    """Where the backup is to be; nothing else is in that folder."""
    return place.parent / "backups" / "monday.db"


def answers_in(file: Path) -> int:
    return number_in(file, "SELECT count(*) FROM outbox")


def slots_in(file: Path) -> int:
    return number_in(file, "SELECT coalesce(max(high_water_mark), 0) FROM relay_bucket")


def number_in(file: Path, query: str) -> int:
    """Read as from a disk that cannot be written: without a WAL beside it."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        number: int = connection.execute(query).fetchone()[0]
        return number


async def test_what_is_only_in_the_wal_is_in_the_backup(place: Path, file: Path) -> None:
    async with open_for_bot(database_file.address(place)) as running:
        await write_answers(running, 3)

        async with SqliteCopies(place).keep(file):
            pass

    assert answers_in(file) == 3


async def test_beside_a_writer_who_goes_on_the_backup_is_of_one_moment(
    place: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "PAGES_AT_ONCE", 1)
    stop = asyncio.Event()
    async with open_for_bot(database_file.address(place)) as running, asyncio.TaskGroup() as tasks:
        writing = tasks.create_task(lease_answers(running, stop))
        async with SqliteCopies(place).keep(file):
            stop.set()
        high_water_mark = await writing

    assert answers_in(file) == slots_in(file)
    assert slots_in(file) <= high_water_mark


async def lease_answers(database: SqlDatabase, stop: asyncio.Event) -> int:
    """One slot for each answer, in one transaction; gives how many."""
    for count in range(1, 500):
        async with database.write() as tx:
            await tx.outbox.add(an_answer(), at=MONDAY_9AM)
            await tx.rate_limiter.save(TokenBucket(MONDAY_9AM, count))
        if stop.is_set():
            return count
    pytest.fail("the writer delayed the backup")


async def test_commits_between_two_steps_do_not_make_the_copy_begin_anew(
    place: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "PAGES_AT_ONCE", 10)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        writing = WritingStop(other)

        database_file.make_empty(file)
        database_file.copy_online(place, file, writing)

        [pages] = other.execute("PRAGMA page_count").fetchone()
    assert writing.looks == -(-pages // 10)


class WritingStop(Event):
    """Each look at it is a commit of another program."""

    def __init__(self, other: sqlite3.Connection) -> None:
        super().__init__()
        self.looks = 0
        self._other = other

    def is_set(self) -> bool:
        self.looks += 1
        assert self.looks < 1000, "it begins anew for ever"
        self._other.execute("UPDATE relay_bucket SET high_water_mark = high_water_mark + 1")
        return False


async def test_a_backup_is_one_file_that_only_its_owner_may_read(place: Path, file: Path) -> None:
    before = os.umask(0)
    try:
        async with SqliteCopies(place).keep(file) as copy:
            await write_answers(copy)
    finally:
        os.umask(before)

    assert left_beside(file) == [file.name]
    assert mode_of(file) == 0o600
    assert wants_a_wal(place)
    assert not wants_a_wal(file)
    assert answers_in(file) == 1


async def test_what_is_written_into_the_copy_is_not_in_the_database(place: Path, file: Path) -> None:
    async with SqliteCopies(place).keep(file) as copy:
        await write_answers(copy)

    assert answers_in(place) == 0
