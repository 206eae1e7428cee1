"""Old messages are forgotten, and the trail says by whom."""

from datetime import timedelta

from application.delivery.entry import EntryState
from application.delivery.outcome import Rejected
from application.operations.outbox_listing import OutboxPruning
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import MemoryApp
from tests.support.operators import a_mandate, a_reminder_that_was, trail, written

HOUR = timedelta(hours=1)


def pruning(app: MemoryApp) -> OutboxPruning:
    return OutboxPruning(app.transactions, app.clock)


async def test_pruning_forgets_the_text_and_keeps_the_key(app: MemoryApp) -> None:
    dead = await a_reminder_that_was(app, Rejected("400"))

    assert await pruning(app).prune(MONDAY_9AM + HOUR, a_mandate()) == 1

    entry = await app.reminder_entry()
    assert (entry.id, entry.state, entry.content.message.text) == (dead.id, EntryState.DEAD, "")
    [action] = await trail(app.transactions)
    assert (action.command, action.entry_id) == ("outbox prune", None)
    assert action.details == "1 that ended before 2026-11-02T10:00:00+00:00"


async def test_a_dry_run_counts_and_prunes_nothing(app: MemoryApp) -> None:
    await a_reminder_that_was(app, Rejected("400"))
    before = await written(app)

    assert await pruning(app).prune(MONDAY_9AM + HOUR, a_mandate(), dry_run=True) == 1
    assert await pruning(app).prune(MONDAY_9AM, a_mandate(), dry_run=True) == 0

    assert await written(app) == before


async def test_pruning_nothing_leaves_no_trail(app: MemoryApp) -> None:
    await app.claimed_lead()

    assert await pruning(app).prune(MONDAY_9AM + HOUR, a_mandate()) == 0

    assert await trail(app.transactions) == []
