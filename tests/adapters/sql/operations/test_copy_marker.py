"""A database and its copy are told apart, on both databases."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from adapters.sql.database import SqlDatabase
from adapters.sql.operations.copy_marker import SqlCopyMarker
from application.backups.copy_check import ELSEWHERE, MISSING, CopyCheck, RestoredCopy
from application.errors import DatabaseRestored, DatabaseUnavailable
from application.ports.rate_limit import TokenBucket
from tests.support.databases import POSTGRESQL, SQLITE, a_fresh_database, a_postgres_url, a_sqlite_url, open_for_bot
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM


def guard(database: SqlDatabase) -> RestoredCopy:
    return RestoredCopy(database, SqlCopyMarker(database))


async def work(database: SqlDatabase, high_water_mark: int) -> None:
    async with database.write() as tx:
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)
        await tx.rate_limiter.save(TokenBucket(MONDAY_9AM, high_water_mark))
    SqlCopyMarker(database).persist_high_water_mark(high_water_mark)


def put_back(backup: Path, file: Path) -> None:
    """By hand and well: into the same file, without the WAL of the newer database."""
    for beside in ("-wal", "-shm"):
        Path(f"{file}{beside}").unlink(missing_ok=True)
    file.write_bytes(backup.read_bytes())


@pytest.mark.parametrize("name", [SQLITE, POSTGRESQL])
async def test_a_database_is_itself_after_every_start(name: str, tmp_path: Path) -> None:
    async with a_fresh_database(name, tmp_path) as database:
        assert isinstance(database, SqlDatabase)
        await guard(database).require_current()
        await work(database, 3)

        await guard(database).require_current()


async def test_a_file_restored_in_place_is_older_than_its_marker(tmp_path: Path) -> None:
    file = tmp_path / "leadbell.db"
    async with open_for_bot(await a_sqlite_url(tmp_path)) as database:
        await guard(database).require_current()
        await work(database, 3)
    backup = shutil.copy(file, tmp_path / "backup.db")
    async with open_for_bot(f"sqlite+aiosqlite:///{file}") as database:
        await work(database, 4)
    put_back(Path(backup), file)

    async with open_for_bot(f"sqlite+aiosqlite:///{file}") as database:
        with pytest.raises(DatabaseRestored, match="older than what was sent"):
            await guard(database).require_current()


async def test_a_folder_that_was_copied_as_a_whole_starts_and_is_known_for_a_copy(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    async with open_for_bot(await a_sqlite_url(tmp_path / "here")) as database:
        await guard(database).require_current()
        await work(database, 3)
    shutil.copytree(tmp_path / "here", tmp_path / "there")

    async with open_for_bot(f"sqlite+aiosqlite:///{tmp_path / 'there' / 'leadbell.db'}") as database:
        await guard(database).require_current()

        assert (await guard(database).check()).warning == ELSEWHERE


async def test_a_file_without_its_marker_starts_and_gets_a_new_one(tmp_path: Path) -> None:
    copy_marker = tmp_path / "leadbell.db.witness"
    async with open_for_bot(await a_sqlite_url(tmp_path)) as database:
        await guard(database).require_current()
        await work(database, 3)
        copy_marker.unlink()

        assert (await guard(database).check()).warning == MISSING
        await guard(database).require_current()

        assert await guard(database).check() == CopyCheck(high_water_mark=3)
    assert int(copy_marker.read_text()) == 3


@pytest.mark.postgresql
async def test_a_postgresql_database_made_from_another_is_a_copy() -> None:
    async with a_postgres_url() as url, a_postgres_url() as elsewhere:
        async with open_for_bot(url) as database:
            await guard(database).require_current()
            await work(database, 3)
            place = await SqlCopyMarker(database).place()
        async with open_for_bot(elsewhere) as database:
            async with database.write() as tx:  # what a dump of the first, read in here, brings along
                await tx.installation.identify(place)
                await tx.outbox.add(an_answer(), at=MONDAY_9AM)

            with pytest.raises(DatabaseRestored, match="is a copy"):
                await guard(database).require_current()


@pytest.mark.postgresql
async def test_a_role_that_may_not_ask_about_the_cluster_still_knows_its_database() -> None:
    async with a_postgres_url() as url, open_for_bot(url) as database:
        async with database.engine.begin() as connection:
            await connection.execute(text("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC"))
            await connection.execute(text("CREATE ROLE leadbell_plain LOGIN"))
        try:
            async with open_for_bot(url.replace(url.split("//")[1].split("@")[0], "leadbell_plain", 1)) as plain:
                assert (await SqlCopyMarker(plain).place()).startswith("database:")
        finally:
            async with database.engine.begin() as connection:
                await connection.execute(text("DROP ROLE leadbell_plain"))
                await connection.execute(text("GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC"))


async def test_a_marker_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    async with open_for_bot(await a_sqlite_url(tmp_path)) as database:
        (tmp_path / "leadbell.db.witness").write_text("coffee")

        with pytest.raises(DatabaseUnavailable, match="holds no number: remove it"):
            await guard(database).require_current()
