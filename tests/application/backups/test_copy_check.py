"""A database that is behind its copy marker is refused until it is fenced; a level one never is."""

import pytest

from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.database import MemoryTransactions
from application.backups.copy_check import ELSEWHERE, MISSING, CopyCheck, RestoredCopy
from application.errors import DatabaseRestored
from application.ports.transaction import Transactions
from tests.support.entries import an_answer
from tests.support.leads import BOT_ID, MONDAY_9AM
from tests.support.memory_app import MemoryApp


class WithoutFile(MemoryCopyMarker):
    """As on PostgreSQL."""

    keeps_count = False


def warnings(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object]]:
    return [(record.getMessage(), vars(record)["finding"]) for record in caplog.records]


@pytest.fixture
async def known(app: MemoryApp) -> RestoredCopy:
    """The app's database after a start and some work: the high-water mark is 3, also in the marker."""
    copy = RestoredCopy(app.transactions, MemoryCopyMarker("here"))
    await copy.require_current()
    await raise_mark(app.transactions, 3)
    copy.copy_marker.persist_high_water_mark(3)
    return copy


async def raise_mark(transactions: Transactions, slots: int) -> None:
    async with transactions.write() as tx:
        bucket = await tx.rate_limiter.bucket()
        await tx.rate_limiter.save(type(bucket)(MONDAY_9AM, bucket.high_water_mark + slots))
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)


async def test_the_same_database_starts_again_and_again(known: RestoredCopy) -> None:
    await known.require_current()

    assert await known.check() == CopyCheck(high_water_mark=3)


async def test_a_database_ahead_of_its_marker_starts_again(known: RestoredCopy, app: MemoryApp) -> None:
    await raise_mark(app.transactions, 1)

    await known.require_current()

    assert known.copy_marker.remembered() == 4


@pytest.mark.parametrize("place", ["here", "elsewhere"])
async def test_a_database_behind_its_marker_is_refused_until_it_is_fenced(
    known: RestoredCopy, app: MemoryApp, place: str
) -> None:
    behind = RestoredCopy(app.transactions, MemoryCopyMarker(place))
    behind.copy_marker.persist_high_water_mark(4)

    for _ in range(2):
        with pytest.raises(DatabaseRestored, match=r"older than what was sent from here: .*leadbell outbox fence"):
            await behind.require_current()

    await behind.accept()
    await behind.require_current()


@pytest.mark.parametrize("noted", [3, 2])
async def test_a_level_database_elsewhere_starts_with_a_warning_that_stays(
    known: RestoredCopy, app: MemoryApp, caplog: pytest.LogCaptureFixture, noted: int
) -> None:
    copied = RestoredCopy(app.transactions, MemoryCopyMarker("elsewhere"))
    copied.copy_marker.persist_high_water_mark(noted)

    await copied.require_current()

    assert warnings(caplog) == [("this database may be a copy", ELSEWHERE)]
    assert await copied.check() == CopyCheck(high_water_mark=3, warning=ELSEWHERE)


@pytest.mark.parametrize("place", ["here", "elsewhere"])
async def test_a_database_without_its_marker_starts_with_a_warning_and_gets_a_new_one(
    known: RestoredCopy, app: MemoryApp, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    alone = RestoredCopy(app.transactions, MemoryCopyMarker(place))

    await alone.require_current()

    assert warnings(caplog) == [("this database may be a copy", MISSING if place == "here" else ELSEWHERE)]
    assert alone.copy_marker.remembered() == 3
    await raise_mark(app.transactions, 1)
    alone.copy_marker.persist_high_water_mark(5)
    with pytest.raises(DatabaseRestored):
        await alone.require_current()


async def test_without_a_file_a_database_elsewhere_is_refused(known: RestoredCopy, app: MemoryApp) -> None:
    dumped = RestoredCopy(app.transactions, WithoutFile("elsewhere"))

    with pytest.raises(DatabaseRestored, match="is a copy"):
        await dumped.require_current()

    await dumped.accept()
    await dumped.require_current()


async def test_an_accepted_copy_is_at_home_there(app: MemoryApp, known: RestoredCopy) -> None:
    copied = RestoredCopy(app.transactions, MemoryCopyMarker("elsewhere"))

    await copied.accept()

    assert await copied.check() == CopyCheck(high_water_mark=3)
    assert (await known.check()).warning == ELSEWHERE


async def test_a_new_database_beside_an_old_marker_is_accepted(known: RestoredCopy) -> None:
    new = RestoredCopy(MemoryTransactions().of_bot(BOT_ID), known.copy_marker)

    await new.require_current()

    assert known.copy_marker.remembered() == 0
