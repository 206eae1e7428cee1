"""What ended long ago is forgotten, and who had it forgotten is kept."""

from datetime import timedelta

from application.delivery.entry import EntryState
from application.delivery.outcome import Rejected
from application.operations.outbox_listing import OutboxPruning
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import House
from tests.support.operators import a_mandate, a_reminder_that_was, trail, written

HOUR = timedelta(hours=1)


def pruning(house: House) -> OutboxPruning:
    return OutboxPruning(house.transactions, house.clock)


async def test_pruning_forgets_the_text_and_keeps_the_key(house: House) -> None:
    dead = await a_reminder_that_was(house, Rejected("400"))

    assert await pruning(house).prune(MONDAY_9AM + HOUR, a_mandate()) == 1

    entry = await house.reminder_entry()
    assert (entry.id, entry.state, entry.content.message.text) == (dead.id, EntryState.DEAD, "")
    [action] = await trail(house.transactions)
    assert (action.command, action.entry_id) == ("outbox prune", None)
    assert action.details == "1 that ended before 2026-11-02T10:00:00+00:00"


async def test_what_would_be_pruned_is_counted_and_stays(house: House) -> None:
    await a_reminder_that_was(house, Rejected("400"))
    before = await written(house)

    assert await pruning(house).prunable(MONDAY_9AM + HOUR) == 1
    assert await pruning(house).prunable(MONDAY_9AM) == 0

    assert await written(house) == before


async def test_pruning_nothing_leaves_no_trail(house: House) -> None:
    await house.claimed_lead()

    assert await pruning(house).prune(MONDAY_9AM + HOUR, a_mandate()) == 0

    assert await trail(house.transactions) == []
