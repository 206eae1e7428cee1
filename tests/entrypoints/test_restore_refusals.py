"""When a backup cannot be put back nothing has changed, and no file is left."""

from dataclasses import replace
from pathlib import Path

import pytest

from application.backups.fence import FenceInTheFuture
from application.backups.restore import MomentUnknown
from application.errors import DatabaseInUse, DatabaseRestored, DatabaseUnavailable
from tests.entrypoints.kept_and_put_back import ADA, AFTER, BEFORE, FORMER, HOUR, Shop
from tests.support.leads import MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, keep


@pytest.fixture
async def shop(tmp_path: Path) -> Shop:
    shop = Shop(tmp_path)
    await shop.is_planned()
    await shop.is_backed_up()
    return shop


async def test_a_rehearsal_changes_nothing_and_makes_no_file(shop: Shop) -> None:
    before = shop.names(), shop.place.read_bytes()

    async with shop.open(AFTER) as app:
        wanted = await app.use.restore.restore(shop.file, ADA, dry_run=True)

    assert (shop.names(), shop.place.read_bytes()) == before
    assert (wanted.since, wanted.former, wanted.fenced) == (BEFORE, shop.folder / FORMER, None)


async def test_a_reader_is_not_left_with_a_database_that_is_moved_away(shop: Shop) -> None:
    async with shop.open(BEFORE) as app, app.database.read() as tx:
        await tx.log.head()
        async with shop.open(BEFORE) as writer:
            await keep(writer.database, a_new_lead(OTHER_LEAD_ID))
        before = shop.names()

        with pytest.raises(DatabaseInUse, match=r"is reading .*leadbell\.db"):
            await shop.restores()

        assert shop.names() == before


async def test_a_former_database_is_never_replaced(shop: Shop) -> None:
    (shop.folder / FORMER).write_text("precious")
    before = shop.names()

    with pytest.raises(DatabaseUnavailable, match="File exists"):
        await shop.restores()

    assert shop.names() == before
    assert (shop.folder / FORMER).read_text() == "precious"


async def test_a_file_that_does_not_say_when_it_was_made_needs_since(shop: Shop) -> None:
    shop.place.rename(shop.file)

    with pytest.raises(MomentUnknown, match=r"backup\.db does not say when it was made.*--since TIME"):
        await shop.restores()


async def test_a_moment_to_come_is_refused_before_anything_is_done(shop: Shop) -> None:
    before = shop.names()

    with pytest.raises(FenceInTheFuture):
        async with shop.open(AFTER) as app:
            await app.use.restore.restore(shop.file, ADA, since=AFTER + HOUR)

    assert shop.names() == before


async def test_until_it_is_accepted_in_its_place_no_program_starts_on_it(shop: Shop) -> None:
    async def power_cut() -> None:
        raise OSError("the power is gone")

    await shop.tells(MONDAY_9AM)
    async with shop.open(AFTER) as app:
        with pytest.raises(OSError, match="power"):
            await replace(app.use.restore, accept=power_cut).restore(shop.file, ADA)

    with pytest.raises(DatabaseRestored, match="outbox fence"):
        await shop.start(AFTER)
    async with shop.open(AFTER) as app:
        await app.use.outbox_fence.fence(BEFORE, ADA)
    await shop.start(AFTER)
    assert await shop.tells(AFTER) == 0
