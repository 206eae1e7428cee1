"""A relay is faster than an operator: the command is refused, as if it had come later."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.memory.manual_clock import ManualClock
from application.delivery.entry import EntryState
from application.operations.outbox import EntryChange, OutboxOperations
from application.operations.refusals import EntryIsBeingSent
from tests.support.databases import a_postgres_url, open_for_bot
from tests.support.entries import an_answer
from tests.support.leads import MONDAY_9AM
from tests.support.memory_app import LEASE
from tests.support.operators import a_mandate, trail

WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


Command = Callable[[OutboxOperations, int], Awaitable[EntryChange]]


def discard(operations: OutboxOperations, entry_id: int) -> Awaitable[EntryChange]:
    return operations.discard(entry_id, a_mandate())


def retry(operations: OutboxOperations, entry_id: int) -> Awaitable[EntryChange]:
    return operations.retry(entry_id, a_mandate())


@pytest.mark.postgresql
@pytest.mark.parametrize("command", [discard, retry])
async def test_an_entry_that_a_relay_takes_between_look_and_write_is_refused(command: Command) -> None:
    clock = ManualClock(MONDAY_9AM)
    async with a_postgres_url() as url, open_for_bot(url) as database:
        operations = OutboxOperations(database, clock)
        async with database.write() as tx:
            answer = await tx.outbox.add(an_answer(), at=MONDAY_9AM + LEASE)

        async with database.write() as relay:
            await relay.outbox.lease_due(MONDAY_9AM + LEASE, lease_until=MONDAY_9AM + 2 * LEASE, limit=1)
            operator = asyncio.ensure_future(command(operations, answer))
            await _waits_for_a_lock(database.engine)

        with pytest.raises(EntryIsBeingSent):
            await operator
        async with database.read() as tx:
            assert (await tx.outbox.get(answer)).state is EntryState.SENDING
        assert await trail(database) == []


async def _waits_for_a_lock(engine: AsyncEngine) -> None:
    async with asyncio.timeout(20):
        waiting = 0
        while not waiting:
            async with engine.connect() as connection:
                waiting = (await connection.execute(WAITING)).scalar_one()
