"""Following the log on every database: what others commit meanwhile is seen at the next look, once."""

import asyncio
from collections.abc import AsyncIterator

from adapters.memory.manual_clock import ManualClock
from application.audit.audit import LOOKS_EVERY, Audit
from application.audit.event_query import EventQuery
from application.ports.event_log import Recorded
from application.ports.transaction import Transactions
from domain.lead.decisions.ending import delete_lead
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, THIRD_LEAD_ID, a_new_lead, keep

OWNERS = EventQuery(owner_id=7)


async def test_new_events_of_an_owner_are_seen_as_they_come(transactions: Transactions) -> None:
    clock = ManualClock(MONDAY_9AM)
    await keep(transactions, a_new_lead(LEAD_ID, with_plan=True))
    following = Audit(transactions).follow(OWNERS, clock)

    async with asyncio.TaskGroup() as tasks:
        seen = tasks.create_task(first_of(following, 2))
        await asyncio.wait({seen}, timeout=0.3)
        await keep(transactions, a_new_lead(OTHER_LEAD_ID, owner_id=8), a_new_lead(THIRD_LEAD_ID))
        await looks_again(seen, clock)
        await delete(transactions)
        await looks_again(seen, clock)

    assert [(one.event.originator_id, one.event.originator_version) for one in seen.result()] == [
        (THIRD_LEAD_ID, 1),
        (LEAD_ID, 3),
    ]


async def first_of(following: AsyncIterator[Recorded], count: int) -> list[Recorded]:
    return [await anext(following) for _ in range(count)]


async def looks_again(task: asyncio.Task[list[Recorded]], clock: ManualClock) -> None:
    """Long enough for a look at the database."""
    clock.advance(LOOKS_EVERY)
    await asyncio.wait({task}, timeout=0.3)


async def delete(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        lead = await tx.log.load(LEAD_ID)
    lead.record(delete_lead(lead.state, at=MONDAY_9AM))
    await keep(transactions, lead)
