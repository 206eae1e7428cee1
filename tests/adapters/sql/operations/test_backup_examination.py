"""Before a file takes the place of the database it must be one that can."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from adapters.sql.files.database_file import address
from adapters.sql.operations.backup_examination import examined
from application.errors import DatabaseTooNew
from application.ports.copies import TAKEN_BY, Backup, BackupRefused
from application.ports.operator_actions import OperatorAction
from tests.adapters.sql.operations.damage import damage
from tests.support.databases import a_sqlite_url, open_for_bot
from tests.support.leads import MONDAY_9AM, a_new_lead, keep


@pytest.fixture
def file(tmp_path: Path) -> Path:
    asyncio.run(a_sqlite_url(tmp_path))
    return (tmp_path / "leadbell.db").rename(tmp_path / "backup.db")


def examine(file: Path) -> Backup:
    """For the database ``leadbell.db`` beside it."""
    return examined(file, file.with_name("leadbell.db"), Event())


def capture(file: Path) -> None:
    async def work() -> None:
        async with open_for_bot(address(file)) as database:
            await keep(database, a_new_lead(with_plan=True))

    asyncio.run(work())


def act(file: Path, command: str, at: datetime) -> None:
    async def work() -> None:
        async with open_for_bot(address(file)) as database, database.write() as tx:
            await tx.operator_actions.add(OperatorAction(at, "operator:ada", command, "a test"))

    asyncio.run(work())


def execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def test_a_backup_says_its_age_its_position_and_when_it_was_taken(file: Path) -> None:
    capture(file)
    act(file, TAKEN_BY, MONDAY_9AM)

    backup = examine(file)

    assert backup == Backup(file, backup.revision, 2, MONDAY_9AM)
    assert len(backup.revision) == 4


def test_looking_at_it_makes_no_file_and_changes_none(file: Path) -> None:
    before = file.read_bytes()

    examine(file)

    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == before


def test_a_file_that_was_copied_in_another_way_does_not_say_when(file: Path) -> None:
    assert examine(file).taken_at is None


def test_a_database_that_was_used_since_it_was_restored_does_not_say_when(file: Path) -> None:
    act(file, TAKEN_BY, MONDAY_9AM)
    act(file, "outbox fence", MONDAY_9AM + timedelta(hours=1))

    assert examine(file).taken_at is None


def test_a_missing_file_is_no_backup(file: Path) -> None:
    with pytest.raises(BackupRefused, match=r"there is no file .*nothing\.db"):
        examine(file.with_name("nothing.db"))


def test_a_file_of_another_kind_is_no_backup(file: Path) -> None:
    file.write_text("Dear diary, " * 100)

    with pytest.raises(BackupRefused, match=r"backup\.db cannot be read: file is not a database"):
        examine(file)


@pytest.mark.parametrize("contents", [b"", b"\0"])
def test_an_empty_file_is_no_backup(file: Path, contents: bytes) -> None:
    file.write_bytes(contents)

    with pytest.raises(BackupRefused, match=r"backup\.db"):
        examine(file)


def test_a_database_of_another_program_is_no_backup(file: Path) -> None:
    file.unlink()
    execute(file, "CREATE TABLE songs (title TEXT)")

    with pytest.raises(BackupRefused, match="is no database of Leadbell"):
        examine(file)


def test_a_newer_backup_waits_for_its_program(file: Path) -> None:
    execute(file, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNew, match=r"revision 9999\): install that version"):
        examine(file)


def test_a_damaged_backup_is_refused_with_its_first_problem(file: Path) -> None:
    damage(file)

    with pytest.raises(BackupRefused, match=r"is damaged: row 1 missing from index odder"):
        examine(file)


def test_half_a_backup_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    with pytest.raises(BackupRefused, match=r"damaged|cannot be read"):
        examine(file)


def test_a_database_in_use_is_no_backup(file: Path) -> None:
    with closing(sqlite3.connect(file)) as running:
        running.execute("PRAGMA journal_mode=WAL")
        running.execute("CREATE TABLE more (x)")

        with pytest.raises(BackupRefused, match=r"has backup\.db-wal beside it.*Use `db backup`"):
            examine(file)


def test_the_database_itself_is_no_backup_by_whatever_name(file: Path) -> None:
    place = Path(shutil.copy(file, file.with_name("leadbell.db")))
    (alias := file.with_name("alias.db")).symlink_to(place)

    with pytest.raises(BackupRefused, match=r"alias\.db is the database itself"):
        examine(alias)
