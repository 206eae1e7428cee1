"""A copy of a database is refused until it is fenced; the database itself never is."""

import pytest

from adapters.memory.copy_marker import MemoryCopyMarker
from adapters.memory.database import MemoryTransactions
from application.backups.copy_check import RestoredCopy
from application.errors import DatabaseRestored
from tests.application.house import House
from tests.entries import an_answer
from tests.leads import MONDAY_9AM


@pytest.fixture
async def known(house: House) -> RestoredCopy:
    """The house's database after a start and some work: three slots were given out, and the witness knows."""
    copy = RestoredCopy(house.transactions, MemoryCopyMarker("here"))
    await copy.refuse()
    await give_out(house.transactions, 3)
    copy.copy_marker.note(3)
    return copy


async def give_out(transactions: MemoryTransactions, slots: int) -> None:
    async with transactions.write() as tx:
        bucket = await tx.rate_limiter.bucket()
        await tx.rate_limiter.save(type(bucket)(MONDAY_9AM, bucket.high_water_mark + slots))
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)


async def test_the_same_database_starts_again_and_again(known: RestoredCopy) -> None:
    await known.refuse()
    await known.refuse()


async def test_a_database_that_died_before_its_witness_was_told_starts_again(known: RestoredCopy, house: House) -> None:
    await give_out(house.transactions, 1)

    await known.refuse()


async def test_a_database_elsewhere_is_a_copy(known: RestoredCopy, house: House) -> None:
    copied = RestoredCopy(house.transactions, MemoryCopyMarker("elsewhere"))
    copied.copy_marker.note(3)

    with pytest.raises(DatabaseRestored, match="is a copy"):
        await copied.refuse()


async def test_a_database_older_than_its_witness_is_restored(known: RestoredCopy) -> None:
    known.copy_marker.note(4)

    with pytest.raises(DatabaseRestored, match=r"older than what was sent from here: .*leadbell outbox fence"):
        await known.refuse()


async def test_a_database_without_its_witness_was_copied(house: House, known: RestoredCopy) -> None:
    with pytest.raises(DatabaseRestored, match="witness file"):
        await RestoredCopy(house.transactions, MemoryCopyMarker("here")).refuse()


async def test_a_copy_that_was_accepted_is_the_database_from_then_on(house: House, known: RestoredCopy) -> None:
    copied = RestoredCopy(house.transactions, MemoryCopyMarker("elsewhere"))

    await copied.accept()

    await copied.refuse()
    with pytest.raises(DatabaseRestored):
        await known.refuse()


async def test_a_new_database_beside_an_old_witness_is_accepted(known: RestoredCopy) -> None:
    new = RestoredCopy(MemoryTransactions(), known.copy_marker)

    await new.refuse()

    assert known.copy_marker.remembered() == 0


async def test_a_database_from_before_there_was_a_witness_is_accepted(house: House) -> None:
    await give_out(house.transactions, 3)
    upgraded = RestoredCopy(house.transactions, MemoryCopyMarker("here"))

    await upgraded.refuse()

    assert upgraded.copy_marker.remembered() == 3
