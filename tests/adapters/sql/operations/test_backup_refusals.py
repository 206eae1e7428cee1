"""A backup that cannot be made, or is broken off, leaves nothing and replaces nothing."""

import asyncio
import os
from pathlib import Path

import pytest

from adapters.sql.files import database_file
from adapters.sql.operations.backup import SqliteCopies
from application.errors import DatabaseUnavailable
from application.ports.copies import BackupRefused
from tests.adapters.sql.operations.backed_up import (
    PRECIOUS,
    a_place,
    left_beside,
    make_precious,
    write_answers,
    write_diary,
)
from tests.adapters.sql.operations.damage import damage


@pytest.fixture
async def place(tmp_path: Path) -> Path:
    return await a_place(tmp_path)


@pytest.fixture
def file(place: Path) -> Path:
    """Where the backup is to be; nothing else is in that folder."""
    return place.parent / "backups" / "monday.db"


async def test_a_file_that_is_there_is_not_replaced(place: Path, file: Path) -> None:
    make_precious(file)

    with pytest.raises(BackupRefused, match=r"monday\.db is there already"):
        async with SqliteCopies(place).keep(file):
            pass

    assert left_beside(file) == [PRECIOUS]


async def test_a_file_that_appeared_there_meanwhile_is_not_replaced(place: Path, file: Path) -> None:
    with pytest.raises(BackupRefused, match="is there already"):
        async with SqliteCopies(place).keep(file):
            make_precious(file)

    assert left_beside(file) == [PRECIOUS]


async def test_a_name_that_leads_to_nowhere_is_taken_all_the_same(place: Path, file: Path) -> None:
    os.symlink("elsewhere", file)

    with pytest.raises(BackupRefused, match="is there already"):
        async with SqliteCopies(place).keep(file):
            pass


async def test_a_folder_that_is_not_there_is_named(place: Path, file: Path) -> None:
    with pytest.raises(BackupRefused, match=r"there is no folder .*nowhere; make it first"):
        async with SqliteCopies(place).keep(file.parent / "nowhere" / "monday.db"):
            pass


async def test_a_backup_that_fails_leaves_nothing(place: Path, file: Path) -> None:
    with pytest.raises(ValueError, match="no"):
        await kept(place, file, failing_with=ValueError("no"))

    assert left_beside(file) == []


async def test_a_backup_that_is_broken_off_while_pages_are_copied_leaves_nothing(
    place: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "PAGES_AT_ONCE", 1)
    async with asyncio.TaskGroup() as tasks:
        backup = tasks.create_task(kept(place, file, failing_with=AssertionError("it went on")))
        await asyncio.sleep(0)  # until it waits for its thread
        begun = left_beside(file)

        backup.cancel()

    assert any(name.endswith(".unfinished") for name in begun)
    assert left_beside(file) == []


async def kept(place: Path, file: Path, *, failing_with: Exception) -> None:
    async with SqliteCopies(place).keep(file) as copy:
        await write_answers(copy)
        raise failing_with


async def test_a_damaged_database_does_not_become_a_backup(place: Path, file: Path) -> None:
    damage(place)

    with pytest.raises(BackupRefused, match=r"damaged|cannot be read"):
        async with SqliteCopies(place).keep(file):
            pass

    assert left_beside(file) == []


async def test_what_is_no_database_does_not_become_a_backup(place: Path, file: Path) -> None:
    write_diary(place)

    with pytest.raises(DatabaseUnavailable, match="not a database"):
        async with SqliteCopies(place).keep(file):
            pass

    assert left_beside(file) == []
