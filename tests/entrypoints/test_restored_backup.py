"""A backup that is put back: what it held is there again, and what was sent since is not sent again."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from application.backups.fence_batch import Fenced
from application.delivery.entry import EntryState
from application.ports.outbox import EntryFilter
from application.projections.registry import PROJECTIONS
from tests.adapters.sql.migrations.later_migration import REVISION, add_a_migration
from tests.entrypoints.kept_and_put_back import ADA, AFTER, BEFORE, FORMER, Shop
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def events_in(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT * FROM stored_events ORDER BY id").fetchall()


async def states_in(shop: Shop) -> list[EntryState]:
    async with shop.open(AFTER) as app, app.database.read() as tx:
        return [entry.state for entry in await tx.outbox.select(EntryFilter(), limit=10)]


async def test_it_is_the_state_at_the_backup_again_and_the_former_database_is_kept(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    at_the_backup = events_in(shop.file)
    async with shop.open(BEFORE) as app:
        await keep(app.database, a_new_lead(OTHER_LEAD_ID))

    restored = await shop.restores(at=BEFORE)

    assert events_in(shop.place) == at_the_backup
    assert restored.former is not None
    assert len(events_in(restored.former)) == len(at_the_backup) + 1
    async with shop.open(BEFORE) as app:
        assert all([(await app.use.verification.verify(one)).holds for one in PROJECTIONS])


async def test_a_reminder_that_was_sent_after_the_backup_is_not_sent_again(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    told = await shop.tells(MONDAY_9AM)

    restored = await shop.restores()

    await shop.start(AFTER)
    assert (told, await shop.tells(AFTER)) == (1, 0)
    assert restored.fenced == Fenced(claimed=1)
    assert await states_in(shop) == [EntryState.UNCONFIRMED]


async def test_a_message_that_waited_when_the_backup_was_made_is_not_sent_again(shop: Shop) -> None:
    await shop.is_planned()
    async with shop.open(MONDAY_9AM) as app:
        await app.use.claims.claim_due()
    await shop.is_backed_up(MONDAY_9AM)
    assert await shop.tells(MONDAY_9AM) == 1

    await shop.restores()

    assert await shop.tells(AFTER) == 0
    assert await states_in(shop) == [EntryState.UNCONFIRMED]


async def test_the_trail_says_who_put_which_backup_back(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()

    await shop.restores()

    async with shop.open(AFTER) as app:
        fence, restore, backup = await app.use.outbox.actions(limit=10)
    assert (fence.command, fence.details) == ("outbox fence", f"--since {BEFORE.isoformat()}; 1 entries")
    assert (restore.command, restore.actor, restore.reason) == ("db restore", ADA.actor, ADA.reason)
    assert restore.details == f"backup.db, taken at {BEFORE.isoformat()}; the former one is {FORMER}"
    assert (backup.command, backup.at) == ("db backup", BEFORE)


async def test_where_there_is_no_database_the_backup_becomes_it(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    for name in shop.names() - {"backup.db"}:
        (shop.folder / name).unlink()

    restored = await shop.restores()

    assert restored.former is None
    await shop.start(AFTER)
    assert await shop.tells(AFTER) == 0


@pytest.mark.parametrize("left", [b"", b"Dear diary", b"SQLite format 3\0" + b"?" * 8000])
async def test_a_damaged_database_makes_room_and_is_kept(shop: Shop, left: bytes) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    shop.place.write_bytes(left)

    await shop.restores()

    assert (shop.folder / FORMER).read_bytes() == left
    await shop.start(AFTER)


async def test_what_is_left_of_an_emptied_database_is_kept_beside_it(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    shop.place.write_bytes(b"")
    shop.place.with_name("leadbell.db-wal").write_bytes(b"what may be saved")

    await shop.restores()

    assert (shop.folder / f"{FORMER}-wal").read_bytes() == b"what may be saved"
    await shop.start(AFTER)


async def test_what_is_left_of_a_database_that_is_gone_does_not_get_into_its_successor(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    shop.place.rename(shop.place.with_name("leadbell.db-wal"))

    await shop.restores()

    assert (shop.folder / f"{FORMER}-wal").exists()
    await shop.start(AFTER)


async def test_older_tables_become_those_of_this_program(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    add_a_migration(monkeypatch, tmp_path)

    assert (await shop.restores()).fenced == Fenced(claimed=1)

    async with shop.open(AFTER) as app:
        assert (await app.schema()).revision == REVISION


async def test_read_models_that_the_backup_lacks_are_computed_before_it_is_fenced(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    with closing(sqlite3.connect(shop.file)) as connection, connection:
        connection.execute("DELETE FROM scheduled_reminders")
        connection.execute("DELETE FROM projection_positions")

    assert (await shop.restores()).fenced == Fenced(claimed=1)


async def test_a_restored_database_is_readable_for_its_owner_only(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    shop.file.chmod(0o644)

    await shop.restores()

    assert shop.place.stat().st_mode & 0o777 == 0o600


async def test_a_backup_that_was_signed_by_a_clock_ahead_of_ours_is_put_back_all_the_same(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up(at=AFTER + timedelta(days=400))

    restored = await shop.restores()

    assert restored.since == AFTER


async def test_what_was_erased_since_is_erased_again_before_it_can_be_read(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    async with shop.open(BEFORE) as app:
        await keep(app.database, a_new_lead(OTHER_LEAD_ID))
        for lead_id in (LEAD_ID, OTHER_LEAD_ID):
            await app.use.erasure.erase(lead_id, ADA, dry_run=False)

    restored = await shop.restores(at=BEFORE)

    assert restored.erased_again == 1
    assert b"Met Ada at the fair" in shop.file.read_bytes()
    assert b"Met Ada at the fair" not in shop.place.read_bytes()
    async with shop.open(BEFORE) as app:
        assert (await app.use.queries.get(LEAD_ID)).is_erased
        assert (await app.use.proof.verify()).holds


async def test_a_former_database_that_cannot_be_asked_is_said(shop: Shop) -> None:
    await shop.is_planned()
    await shop.is_backed_up()
    with closing(sqlite3.connect(shop.place)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from the future'")

    restored = await shop.restores(at=BEFORE)

    assert restored.erased_again is None
