"""Runs of the fence: in batches, broken off, twice, as a dry run, beside another program. On every database."""

from dataclasses import replace
from pathlib import Path

import pytest

from application.backups.fence import FenceInTheFuture, OutboxFence
from application.backups.fence_batch import Fenced
from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from application.errors import ConcurrentChange
from application.ports.transaction import Transactions
from tests.support.databases import POSTGRESQL, a_fresh_database
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID
from tests.support.operators import EVE, WHY, a_mandate, trail
from tests.support.restored_lead import HOUR, REASON, BreaksOff, BrokenOff, Restored


async def test_it_leaves_a_trail_and_then_accepts_the_copy(restored: Restored) -> None:
    await restored.fenced()

    [action] = await trail(restored.transactions)
    assert (action.actor, action.command, action.reason) == (EVE, "outbox fence", WHY)
    assert action.details == "--since 2026-11-02T09:00:00+00:00; 7 entries"
    assert restored.accepted == 1
    async with restored.transactions.read() as tx:
        [attempt] = await tx.attempts.of_entry(1)
    assert (attempt.verdict, attempt.counted, attempt.reason) == (Verdict.LEASE_OVER, True, REASON)


async def test_a_second_fence_finds_nothing_to_do(restored: Restored) -> None:
    await restored.fenced()
    entries, history = await restored.entries(), await restored.history()

    assert await restored.fenced() == Fenced()

    assert (await restored.entries(), await restored.history()) == (entries, history)
    assert [action.details for action in await trail(restored.transactions)] == [
        "--since 2026-11-02T09:00:00+00:00; 0 entries",
        "--since 2026-11-02T09:00:00+00:00; 7 entries",
    ]


async def test_a_dry_run_counts_the_same_and_changes_nothing(restored: Restored) -> None:
    entries, history = await restored.entries(), await restored.history()

    counted = await restored.fenced(dry_run=True)

    assert (await restored.entries(), await restored.history()) == (entries, history)
    assert (await trail(restored.transactions), restored.accepted) == ([], 0)
    assert counted == await restored.fenced()


async def test_many_batches_do_the_same_as_one(restored: Restored) -> None:
    counted = await restored.fenced(dry_run=True)
    in_small_steps = OutboxFence(restored.transactions, restored.clock, batch=1)

    fenced = await in_small_steps.fence(MONDAY_9AM, a_mandate())

    assert fenced == counted
    assert {entry.state for entry in await restored.entries()} == {EntryState.UNCONFIRMED, EntryState.WITHDRAWN}
    details = [action.details.rpartition("; ")[2] for action in await trail(restored.transactions)]
    assert sum(int(one.split()[0]) for one in details) == 7


async def test_broken_off_it_has_left_nothing_queued_of_what_it_claimed_and_the_next_does_the_rest(
    restored: Restored,
) -> None:
    with pytest.raises(BrokenOff):
        await OutboxFence(restored.transactions, BreaksOff(restored.clock.now()), batch=1).fence(
            MONDAY_9AM, a_mandate()
        )
    broken_off = await restored.states()

    await restored.fenced()

    assert 0 < sum(state is EntryState.QUEUED for _, state in broken_off) <= 3
    assert all(state is not EntryState.QUEUED for _, state in await restored.states())
    assert restored.accepted == 1


async def test_a_reminder_without_its_lead_is_named_and_the_others_are_fenced(
    transactions: Transactions,
) -> None:
    restored = Restored(transactions, batch=1)
    await restored.planned_lead()
    await restored.planned_lead(THIRD_LEAD_ID, owner_id=9)
    async with transactions.write() as tx:
        [first, *_] = await tx.reminders.rows_of([LEAD_ID])
        lost = f"{OTHER_LEAD_ID}:1:1"
        await tx.reminders.add([replace(first, lead_id=OTHER_LEAD_ID, reminder_id=lost, due_at=MONDAY_9AM - HOUR)])

    fenced = await restored.fenced()

    assert fenced == Fenced(claimed=2, unreadable=frozenset({lost}))
    assert restored.accepted == 1


async def test_a_backup_cannot_have_been_made_tomorrow(restored: Restored) -> None:
    with pytest.raises(FenceInTheFuture):
        await restored.fence.fence(restored.clock.now() + HOUR, a_mandate())

    assert (await trail(restored.transactions), restored.accepted) == ([], 0)


@pytest.mark.postgresql
async def test_a_locked_reminder_is_not_left_to_be_sent(tmp_path: Path) -> None:
    async with a_fresh_database(POSTGRESQL, tmp_path) as transactions:
        restored = Restored(transactions)
        await restored.planned_lead()
        async with transactions.write() as tx:
            await tx.log.load(LEAD_ID)  # another program is at work on this lead

            with pytest.raises(ConcurrentChange, match="stop every other Leadbell"):
                await restored.fenced()

        assert restored.accepted == 0
        assert await restored.fenced() == Fenced(claimed=1)
