"""A database file that is deleted, moved or replaced under a program: nothing is recorded any more, and it is said."""

import asyncio
import os
import shutil
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from adapters.sql.database import SqlDatabase
from adapters.sql.migrations.runner import require_ready
from application.errors import DatabaseGone
from tests.adapters.sql.test_notifications import Listener, commit_an_answer
from tests.support.databases import a_sqlite_url, open_for_bot


def deleted(file: Path) -> None:
    file.unlink()


def deleted_with_its_log(file: Path) -> None:
    for one in file.parent.glob("leadbell.db*"):
        one.unlink()


def moved(file: Path) -> None:
    file.rename(file.with_name("elsewhere.db"))


def replaced_by_a_copy(file: Path) -> None:
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    copy.replace(file)


def replaced_by_an_empty_file(file: Path) -> None:
    file.unlink()
    file.touch()


def replaced_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def its_folder_moved(file: Path) -> None:
    file.parent.rename(file.parent.with_name("elsewhere"))


WAYS = [
    *(deleted, deleted_with_its_log, moved, its_folder_moved),
    *(replaced_by_a_copy, replaced_by_an_empty_file, replaced_by_a_folder),
]


def is_a_file(path: Path) -> bool:
    return path.is_file()


@pytest.fixture(autouse=True)
async def _the_driver_has_ended() -> AsyncIterator[None]:
    """Its thread answers a connection that could not be opened, also when the loop is closed already."""
    before = set(threading.enumerate())
    yield
    started = [thread for thread in threading.enumerate() if thread not in before and "_connection" in thread.name]
    for thread in started:
        await asyncio.to_thread(thread.join, 10)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder / "leadbell.db"


@pytest.fixture
async def database(file: Path) -> AsyncIterator[SqlDatabase]:
    async with open_for_bot(await a_sqlite_url(file.parent)) as database:
        await commit_an_answer(database)
        yield database


@pytest.mark.parametrize("way", WAYS)
async def test_nothing_is_recorded_from_then_on(database: SqlDatabase, file: Path, way: Callable[[Path], None]) -> None:
    way(file)

    with pytest.raises(DatabaseGone, match="was deleted, moved or replaced"):
        await commit_an_answer(database)
    with pytest.raises(DatabaseGone):
        await require_ready(database)
    with pytest.raises(DatabaseGone):
        async with database.read():
            pass

    assert is_a_file(file) == (way in (replaced_by_a_copy, replaced_by_an_empty_file))


@pytest.mark.parametrize("way", WAYS)
async def test_a_transaction_that_is_open_is_not_committed(
    database: SqlDatabase, file: Path, way: Callable[[Path], None]
) -> None:
    with pytest.raises(DatabaseGone):
        async with database.write():
            way(file)


@pytest.mark.parametrize("way", WAYS)
async def test_who_listens_is_told(
    database: SqlDatabase, file: Path, way: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.sql.notifications.watched_file.LOOK_EVERY_S", 0.01)
    listener = Listener()
    listens = asyncio.ensure_future(database.listen(listener.notify, listener.hearing))
    await asyncio.sleep(0)
    way(file)

    with pytest.raises(DatabaseGone):
        async with asyncio.timeout(20):
            await listens


async def test_a_look_at_a_file_that_is_not_there_does_not_make_it(tmp_path: Path) -> None:
    async with open_for_bot(f"sqlite:///{tmp_path / 'none.db'}") as database:
        with pytest.raises(Exception, match="unable to open database file"):
            await commit_an_answer(database)

    assert os.listdir(tmp_path) == []
