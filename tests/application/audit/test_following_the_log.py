"""Following the log: new events as they come."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from application.audit.audit import LOOKS_EVERY
from application.audit.event_query import EventQuery
from application.ports.event_log import Recorded
from tests.support.leads import LEAD_ID, MONDAY_9AM, OWNER_ID, a_new_lead, keep
from tests.support.memory_app import MemoryApp
from tests.support.mornings_log import HOUR, STRANGER, a_morning


async def test_a_follower_gets_new_events_and_no_past_ones(app: MemoryApp) -> None:
    await a_morning(app)
    following = app.use.audit.follow(EventQuery(owner_id=OWNER_ID), app.clock)

    async with asyncio.TaskGroup() as tasks:
        next_event = tasks.create_task(next_of(following))
        await all_tasks_wait()
        await keep(app.transactions, a_new_lead(UUID(int=5), owner_id=STRANGER))
        app.clock.advance(LOOKS_EVERY)
        await all_tasks_wait()
        assert not next_event.done()
        await app.use.commands.delete(app.command())
        await all_tasks_wait()
        assert not next_event.done()
        app.clock.advance(LOOKS_EVERY)

    assert next_event.result().event == (await app.events())[-1]


async def test_a_follower_since_a_moment_gets_past_events_first(app: MemoryApp) -> None:
    await a_morning(app)
    following = app.use.audit.follow(EventQuery(lead_id=LEAD_ID, since=MONDAY_9AM + HOUR), app.clock)

    past = await next_of(following)
    await app.use.commands.delete(app.command())
    app.clock.advance(LOOKS_EVERY)
    async with asyncio.TaskGroup() as tasks:
        present = tasks.create_task(next_of(following))
        await all_tasks_wait()
        app.clock.advance(LOOKS_EVERY)

    assert [type(one.event).__name__ for one in (past, present.result())] == ["StepToggled", "LeadDeleted"]


async def next_of(following: AsyncIterator[Recorded]) -> Recorded:
    return await anext(following)


async def all_tasks_wait() -> None:
    for _ in range(20):
        await asyncio.sleep(0)
