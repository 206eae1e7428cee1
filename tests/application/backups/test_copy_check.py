"""A database that is behind what was sent is refused until it is fenced; one that is level never is."""

import pytest

from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.database import MemoryTransactions
from application.backups.copy_check import ELSEWHERE, MISSING, CopyCheck, RestoredCopy
from application.errors import DatabaseRestored
from application.ports.transaction import Transactions
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp


class WithoutCount(MemoryCopyMarker):
    """As on PostgreSQL."""

    keeps_count = False


def warnings(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object]]:
    return [(record.getMessage(), vars(record)["finding"]) for record in caplog.records]


@pytest.fixture
async def known(app: MemoryApp) -> RestoredCopy:
    """The app's database after a start and some work: three slots were given out, and the witness knows."""
    copy = RestoredCopy(app.transactions, MemoryCopyMarker("here"))
    await copy.require_current()
    await give_out(app.transactions, 3)
    copy.copy_marker.note(3)
    return copy


async def give_out(transactions: Transactions, slots: int) -> None:
    async with transactions.write() as tx:
        bucket = await tx.rate_limiter.bucket()
        await tx.rate_limiter.save(type(bucket)(MONDAY_9AM, bucket.high_water_mark + slots))
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)


async def test_the_same_database_starts_again_and_again(known: RestoredCopy) -> None:
    await known.require_current()

    assert await known.check() == CopyCheck(high_water_mark=3)


async def test_a_database_that_died_before_its_witness_was_told_starts_again(
    known: RestoredCopy, app: MemoryApp
) -> None:
    await give_out(app.transactions, 1)

    await known.require_current()

    assert known.copy_marker.remembered() == 4


async def test_a_database_older_than_its_witness_is_refused_until_it_is_fenced(known: RestoredCopy) -> None:
    known.copy_marker.note(4)

    with pytest.raises(DatabaseRestored, match=r"older than what was sent from here: .*leadbell outbox fence"):
        await known.require_current()
    with pytest.raises(DatabaseRestored):
        await known.require_current()

    await known.accept()
    await known.require_current()


@pytest.mark.parametrize("noted", [3, 2])
async def test_one_elsewhere_that_is_level_starts_with_a_warning_that_stays(
    known: RestoredCopy, app: MemoryApp, caplog: pytest.LogCaptureFixture, noted: int
) -> None:
    copied = RestoredCopy(app.transactions, MemoryCopyMarker("elsewhere"))
    copied.copy_marker.note(noted)

    await copied.require_current()

    assert warnings(caplog) == [("this database may be a copy", ELSEWHERE)]
    assert await copied.check() == CopyCheck(high_water_mark=3, warning=ELSEWHERE)


async def test_one_elsewhere_that_is_behind_is_refused(known: RestoredCopy, app: MemoryApp) -> None:
    copied = RestoredCopy(app.transactions, MemoryCopyMarker("elsewhere"))
    copied.copy_marker.note(4)

    with pytest.raises(DatabaseRestored):
        await copied.require_current()


@pytest.mark.parametrize("place", ["here", "elsewhere"])
async def test_one_without_its_witness_starts_with_a_warning_and_gets_a_new_witness(
    known: RestoredCopy, app: MemoryApp, caplog: pytest.LogCaptureFixture, place: str
) -> None:
    """As a database does that was moved alone: nothing says that it is behind."""
    alone = RestoredCopy(app.transactions, MemoryCopyMarker(place))

    await alone.require_current()

    assert warnings(caplog) == [("this database may be a copy", MISSING if place == "here" else ELSEWHERE)]
    assert alone.copy_marker.remembered() == 3
    await give_out(app.transactions, 1)
    alone.copy_marker.note(5)
    with pytest.raises(DatabaseRestored):
        await alone.require_current()


async def test_where_no_count_can_be_kept_a_database_elsewhere_is_refused(known: RestoredCopy, app: MemoryApp) -> None:
    dumped = RestoredCopy(app.transactions, WithoutCount("elsewhere"))

    with pytest.raises(DatabaseRestored, match="is a copy"):
        await dumped.require_current()

    await dumped.accept()
    await dumped.require_current()


async def test_a_copy_that_was_accepted_lives_there_from_then_on(app: MemoryApp, known: RestoredCopy) -> None:
    copied = RestoredCopy(app.transactions, MemoryCopyMarker("elsewhere"))

    await copied.accept()

    assert await copied.check() == CopyCheck(high_water_mark=3)
    assert (await known.check()).warning == ELSEWHERE


async def test_a_new_database_beside_an_old_witness_is_accepted(known: RestoredCopy) -> None:
    new = RestoredCopy(MemoryTransactions(), known.copy_marker)

    await new.require_current()

    assert known.copy_marker.remembered() == 0
