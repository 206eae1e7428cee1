"""The log of events, on every adapter."""

from datetime import timedelta

import pytest

from application.errors import ConcurrentChange, LeadNotFound
from application.ports.event_log import EventFilter
from application.ports.transaction import Transactions
from domain.lead.decisions.ending import delete_lead
from domain.lead.decisions.steps import skip_step
from domain.lead.events import Event, LeadCaptured, LeadDeleted
from domain.recorded_event import RecordedEvent
from tests.support.eventful_lead import an_eventful_lead, every_kind_of_event
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, a_new_lead, events_of

HOUR = timedelta(hours=1)


async def append(transactions: Transactions, *events: Event) -> int:
    async with transactions.write() as tx:
        return await tx.log.append(events)


async def test_every_kind_of_event_is_read_back_as_it_was_recorded(transactions: Transactions) -> None:
    events = events_of(an_eventful_lead())
    assert {type(event).__name__ for event in events} == every_kind_of_event()

    await append(transactions, *events)

    async with transactions.read() as tx:
        assert await tx.log.history(LEAD_ID) == events
        assert [recorded.event for recorded in await tx.log.page(after=0, limit=100)] == events


async def test_who_acted_and_why_is_read_back(transactions: Transactions) -> None:
    [event] = events_of(a_new_lead())
    stamped = LeadCaptured(
        **{**vars(event), "actor": "operator:ada", "command_id": "c", "correlation_id": "d", "causation_id": "e"}
    )

    await append(transactions, stamped)

    async with transactions.read() as tx:
        assert await tx.log.history(LEAD_ID) == [stamped]


async def test_a_loaded_lead_is_as_its_events_left_it(transactions: Transactions) -> None:
    lead = an_eventful_lead()
    await append(transactions, *events_of(lead))

    async with transactions.read() as tx:
        loaded = await tx.log.load(LEAD_ID)

    assert loaded.state == lead.state
    assert loaded.version == lead.version
    assert events_of(loaded) == []


async def test_a_lead_loaded_within_a_writing_transaction_has_what_was_appended_in_it(
    transactions: Transactions,
) -> None:
    lead = a_new_lead(with_plan=True)

    async with transactions.write() as tx:
        await tx.log.append(events_of(lead))
        loaded = await tx.log.load(LEAD_ID)

    assert loaded.state == lead.state


async def test_a_lead_that_was_never_captured_is_not_found(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        assert await tx.log.history(LEAD_ID) == []
        with pytest.raises(LeadNotFound):
            await tx.log.load(LEAD_ID)


async def test_of_two_changes_to_one_version_the_second_loses(transactions: Transactions) -> None:
    await append(transactions, *events_of(a_new_lead(with_plan=True)))
    async with transactions.read() as tx:
        first, second = await tx.log.load(LEAD_ID), await tx.log.load(LEAD_ID)
    first.record(skip_step(first.state, 1, at=MONDAY_9AM))
    second.record(delete_lead(second.state, at=MONDAY_9AM))
    await append(transactions, *events_of(first))

    with pytest.raises(ConcurrentChange):
        await append(transactions, *events_of(second))

    async with transactions.read() as tx:
        assert (await tx.log.load(LEAD_ID)).state == first.state


async def test_nothing_is_kept_of_a_batch_that_lost_a_race(transactions: Transactions) -> None:
    await append(transactions, *events_of(a_new_lead(LEAD_ID)))
    batch = [*events_of(a_new_lead(OTHER_LEAD_ID)), *events_of(a_new_lead(LEAD_ID))]

    with pytest.raises(ConcurrentChange):
        await append(transactions, *batch)

    async with transactions.read() as tx:
        assert await tx.log.history(OTHER_LEAD_ID) == []


async def test_positions_grow_and_the_head_is_the_last(transactions: Transactions) -> None:
    async with transactions.read() as tx:
        empty = await tx.log.head()

    first = await append(transactions, *events_of(a_new_lead(LEAD_ID)))
    second = await append(transactions, *events_of(a_new_lead(OTHER_LEAD_ID, with_plan=True)))

    async with transactions.read() as tx:
        positions = [recorded.position for recorded in await tx.log.page(after=0, limit=10)]
        assert empty == 0 < first < second == await tx.log.head()
        assert positions == sorted(set(positions))
        assert (positions[0], positions[-1]) == (first, second)


async def test_a_page_goes_on_where_the_last_one_ended(transactions: Transactions) -> None:
    events = events_of(an_eventful_lead())
    await append(transactions, *events)

    found, after = list[RecordedEvent](), 0
    async with transactions.read() as tx:
        while page := await tx.log.page(after=after, limit=4):
            assert len(page) <= 4
            found += [recorded.event for recorded in page]
            after = page[-1].position

    assert found == events


async def test_a_page_can_be_of_one_lead_and_of_some_topics(transactions: Transactions) -> None:
    first = [captured, planned] = events_of(a_new_lead(LEAD_ID, with_plan=True))
    others = events_of(a_new_lead(OTHER_LEAD_ID))
    deleted = LeadDeleted(LEAD_ID, 3, MONDAY_9AM + HOUR)
    await append(transactions, *first, *others, deleted)

    async def found(of: EventFilter, *, after: int = 0, limit: int = 10) -> list[RecordedEvent]:
        async with transactions.read() as tx:
            return [recorded.event for recorded in await tx.log.page(after=after, limit=limit, of=of)]

    assert await found(EventFilter(about=LEAD_ID)) == [captured, planned, deleted]
    assert await found(EventFilter(topics={"lead.lead_captured"})) == [captured, *others]
    assert await found(EventFilter(topics={"lead.lead_captured", "lead.lead_deleted"})) == [captured, *others, deleted]
    assert await found(EventFilter(LEAD_ID, {"lead.lead_captured", "lead.lead_deleted"}), limit=1) == [captured]
    assert await found(EventFilter(LEAD_ID, {"lead.lead_captured", "lead.lead_deleted"}), after=1) == [deleted]
    assert await found(EventFilter(OTHER_LEAD_ID, {"lead.lead_deleted"})) == []
