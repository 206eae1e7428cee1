"""One transaction over everything, on every adapter."""

import asyncio

import pytest

from application.delivery.pause import PauseCause, RelayPause
from application.errors import AlreadyClaimed
from application.inbox.joined_transactions import JoinedTransactions
from application.origin import OWNER, Origin
from application.ports.inbox import InboundUpdate
from application.ports.outbox import EntryFilter
from application.ports.transaction import Transaction, Transactions
from application.ports.work import Work
from application.recording import record
from application.transactions import run_in_transaction
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.steps import skip_step
from tests.adapters.ports.commits import Commits
from tests.support.entries import a_reminder, an_answer
from tests.support.leads import BOT_ID, LEAD_ID, MONDAY_9AM, a_lead, a_new_lead, a_plan, keep

UPDATE = InboundUpdate(BOT_ID, 2, 3, "{}")


class Refused(Exception):
    """Raised within a transaction to see it rolled back."""


async def write_everywhere(tx: Transaction) -> None:
    await record(tx, a_new_lead(with_plan=True), Origin(OWNER, "c"), at=MONDAY_9AM)
    await tx.outbox.add(an_answer(), at=MONDAY_9AM)
    await tx.rate_limiter.pause(RelayPause(PauseCause.OPERATOR, MONDAY_9AM, None, "test"))
    await tx.inbox.keep([UPDATE], at=MONDAY_9AM)
    await tx.commands.remember("c", at=MONDAY_9AM)


async def write_everywhere_and_fail(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await write_everywhere(tx)
        raise Refused


async def everything(tx: Transaction) -> tuple[object, ...]:
    return (
        await tx.log.head(),
        await tx.leads.aggregate_ids(),
        await tx.reminders.aggregate_ids(),
        await tx.positions.get("lead_list"),
        await tx.outbox.select(EntryFilter(), limit=10),
        await tx.rate_limiter.pauses(),
        await tx.inbox.heads(limit=10),
    )


async def test_what_was_written_together_is_there_together(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await write_everywhere(tx)
        within = await everything(tx)

    async with transactions.read() as tx:
        assert await everything(tx) == within
        assert all(within)


async def test_a_rollback_leaves_nothing(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        before = await everything(tx)

    with pytest.raises(Refused):
        await write_everywhere_and_fail(transactions)

    async with transactions.read() as tx:
        assert await everything(tx) == before
    async with transactions.write() as tx:
        assert await tx.commands.remember("c", at=MONDAY_9AM)


async def test_a_part_that_raises_is_undone_and_the_rest_is_kept(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await tx.commands.remember("before", at=MONDAY_9AM)
        before = await everything(tx)
        with pytest.raises(Refused):
            await write_everywhere_and_fail(JoinedTransactions(tx))
        undone = await everything(tx)
        async with tx.savepoint():
            await write_everywhere(tx)

    assert undone == before
    async with transactions.read() as tx:
        assert await tx.log.head() > 0
    async with transactions.write() as tx:
        assert not await tx.commands.remember("before", at=MONDAY_9AM)


async def test_who_looks_within_a_transaction_sees_what_it_has_written(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        await write_everywhere(tx)

        assert await everything(tx.looking) == await everything(tx)


async def test_a_cancelled_writer_leaves_nothing(transactions: Transactions) -> None:
    written = asyncio.Event()

    async def write_and_hang() -> None:
        async with transactions.write() as tx:
            await write_everywhere(tx)
            written.set()
            await asyncio.Event().wait()

    writer = asyncio.ensure_future(write_and_hang())
    await written.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer

    async with transactions.write() as tx:
        assert await tx.log.head() == 0
        await write_everywhere(tx)


async def test_a_reader_sees_one_moment_of_the_database(transactions: Transactions) -> None:
    await keep(transactions, a_new_lead(with_plan=True))

    async with transactions.read() as tx:
        before = await everything(tx)
        async with transactions.write() as other:
            await other.outbox.add(a_reminder(), at=MONDAY_9AM)
            await other.reminders.remove([LEAD_ID])
            await other.positions.advance("lead_list", 99)
        assert await everything(tx) == before

    async with transactions.read() as tx:
        assert await everything(tx) != before


async def test_a_commit_is_notified_once_it_can_be_seen(transactions: Transactions, commits: Commits) -> None:
    async def look_when_notified() -> int:
        await commits.happened.wait()
        async with transactions.read() as tx:
            return len(await tx.outbox.select(EntryFilter(), limit=10))

    looking = asyncio.ensure_future(look_when_notified())
    async with transactions.write() as tx:
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)
        tx.wake(Work.MESSAGES)
        await asyncio.sleep(0)
        assert commits.count == 0

    assert (commits.count, commits.work) == (1, {Work.MESSAGES})
    assert await looking == 1


async def test_neither_readers_nor_rollbacks_notify(transactions: Transactions, commits: Commits) -> None:
    async with transactions.read() as tx:
        await tx.log.head()
    with pytest.raises(Refused):
        await write_everywhere_and_fail(transactions)

    assert commits.count == 0


async def test_concurrent_commands_on_one_lead_all_take_effect(transactions: Transactions) -> None:
    lead = a_lead()
    lead.record(adopt_plan(lead.state, a_plan(days=(1, 2, 3, 4)), at=MONDAY_9AM))
    await keep(transactions, a_new_lead())
    await keep(transactions, lead)

    async def skip(step_id: int) -> None:
        async def work(tx: Transaction) -> None:
            lead = await tx.log.load(LEAD_ID)
            lead.record(skip_step(lead.state, step_id, at=MONDAY_9AM))
            await record(tx, lead, Origin(OWNER, f"skip:{step_id}"), at=MONDAY_9AM)

        await run_in_transaction(transactions, work)

    await asyncio.gather(*(skip(step_id) for step_id in (1, 2, 3, 4)))

    async with transactions.read() as tx:
        state = (await tx.log.load(LEAD_ID)).state
        [row] = await tx.leads.rows_of([LEAD_ID])
    assert state.version == row.version == 6
    assert state.plan is not None
    assert not any(step.is_open for step in state.plan.steps)


async def test_of_concurrent_processings_of_one_command_one_is_the_first(transactions: Transactions) -> None:
    async def remember() -> bool:
        return await run_in_transaction(transactions, lambda tx: tx.commands.remember("c", at=MONDAY_9AM))

    assert sorted(await asyncio.gather(*(remember() for _ in range(4)))) == [False, False, False, True]


async def test_of_concurrent_claims_of_one_generation_one_gets_an_entry(transactions: Transactions) -> None:
    async def claim() -> int:
        return await run_in_transaction(transactions, lambda tx: tx.outbox.add(a_reminder(), at=MONDAY_9AM))

    results = await asyncio.gather(*(claim() for _ in range(4)), return_exceptions=True)

    assert sum(isinstance(result, int) for result in results) == 1
    assert sum(isinstance(result, AlreadyClaimed) for result in results) == 3


async def test_a_commit_wakes_only_the_loops_it_names(transactions: Transactions, commits: Commits) -> None:
    async with transactions.write() as tx:
        await tx.outbox.add(an_answer(), at=MONDAY_9AM)
    before = set(commits.work)
    async with transactions.write() as tx:
        await tx.commands.remember("c", at=MONDAY_9AM)
        tx.wake(Work.UPDATES, Work.PLANS, elsewhere=False)

    assert before == set()
    assert commits.work == {Work.UPDATES, Work.PLANS}


async def test_a_part_of_a_transaction_is_never_exclusive(transactions: Transactions) -> None:
    async with transactions.write() as tx:
        with pytest.raises(ValueError, match="open already"):
            async with JoinedTransactions(tx).write(exclusive=True):
                pass
