"""The log of events, on every adapter."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from application.errors import ConcurrentChange, LeadNotFound
from application.ports.event_log import EventFilter
from application.ports.transaction import Transactions
from domain.lead import events as lead_events
from domain.lead.decisions.delivery import (
    claim_reminder,
    reminder_expired,
    reminder_failed,
    reminder_resolved,
    reminder_sent,
    reminder_unconfirmed,
    requeue_reminder,
)
from domain.lead.decisions.due_times import rederive_due_times
from domain.lead.decisions.ending import delete_lead, erase_lead, restore_lead
from domain.lead.decisions.follow_ups import resume_follow_ups, schedule_follow_up, stop_follow_ups
from domain.lead.decisions.plans import adopt_plan, identify_prospect
from domain.lead.decisions.replies import prospect_replied
from domain.lead.decisions.steps import move_step, skip_step, snooze_step, toggle_step
from domain.lead.events import Event, LeadCaptured, LeadDeleted
from domain.lead.fold import fold
from domain.lead.lead import Lead
from domain.recorded_event import RecordedEvent
from domain.worktime import WorkTime
from tests.leads import (
    ADA,
    LEAD_ID,
    MONDAY_9AM,
    OTHER_LEAD_ID,
    a_new_lead,
    a_plan,
    events_of,
    on_a_day,
    planned_at,
    sends_at,
    snoozed_to,
    step_of,
)

HOUR = timedelta(hours=1)
ODD_MOMENT = MONDAY_9AM.replace(second=59, microsecond=123_456)


def an_eventful_lead() -> Lead:
    """One whose history has every kind of event, and two that put reminders back in force."""
    lead = Lead.capture(LEAD_ID, owner_id=2**52, chat_id=-(10**12), note="Zoë 🔔 said “yes”", at=ODD_MOMENT)
    lead.record(identify_prospect(lead.state, ADA, at=ODD_MOMENT))
    lead.record(adopt_plan(lead.state, a_plan(start=ODD_MOMENT, days=(0, 0, 0, 9)), at=ODD_MOMENT))
    for step_id in (1, 2, 3):
        lead.record(claim_reminder(lead.state, step_of(LEAD_ID, step_id), generation=1, at=ODD_MOMENT))
    lead.record(reminder_sent(lead.state, step_of(LEAD_ID, 1), generation=1, message_id=5, at=ODD_MOMENT))
    lead.record(reminder_failed(lead.state, step_of(LEAD_ID, 2), generation=1, reason="403: blocked", at=ODD_MOMENT))
    lead.record(reminder_unconfirmed(lead.state, step_of(LEAD_ID, 3), generation=1, reason="silence", at=ODD_MOMENT))
    lead.record(
        reminder_resolved(
            lead.state, step_of(LEAD_ID, 3), generation=1, delivered=False, reason="not seen", at=ODD_MOMENT
        )
    )
    lead.record(requeue_reminder(lead.state, step_of(LEAD_ID, 2), generation=1, reason="unblocked", at=ODD_MOMENT))
    lead.record(reminder_expired(lead.state, step_of(LEAD_ID, 2), generation=1, at=ODD_MOMENT))
    lead.record(toggle_step(lead.state, 1, at=ODD_MOMENT, next_send=sends_at(ODD_MOMENT + HOUR)))
    lead.record(toggle_step(lead.state, 1, at=ODD_MOMENT, next_send=sends_at(ODD_MOMENT + HOUR)))
    lead.record(skip_step(lead.state, 2, at=ODD_MOMENT))
    lead.record(snooze_step(lead.state, 3, until=snoozed_to(ODD_MOMENT + HOUR), at=ODD_MOMENT))
    work_time = WorkTime(ZoneInfo("Europe/Kyiv"), time(9, 30))
    lead.record(
        move_step(lead.state, 3, to=planned_at(ODD_MOMENT + HOUR), with_rest=True, work_time=work_time, at=ODD_MOMENT)
    )
    lead.record(
        move_step(
            lead.state, 4, to=on_a_day(ODD_MOMENT + 24 * HOUR), with_rest=True, work_time=work_time, at=ODD_MOMENT
        )
    )
    lead.record(rederive_due_times(lead.state, work_time=work_time, cause="tg:1:1", at=ODD_MOMENT))
    for step_id in (1, 3, 4):
        lead.record(toggle_step(lead.state, step_id, at=ODD_MOMENT, next_send=sends_at(ODD_MOMENT + HOUR)))
    lead.record(schedule_follow_up(lead.state, work_time=work_time, at=ODD_MOMENT))
    away = replace(work_time, paused_until=(ODD_MOMENT + 70 * 24 * HOUR).date())
    lead.record(rederive_due_times(lead.state, work_time=away, cause="tg:1:2", at=ODD_MOMENT))
    lead.record(stop_follow_ups(lead.state, at=ODD_MOMENT))
    lead.record(resume_follow_ups(lead.state, at=ODD_MOMENT))
    lead.record(prospect_replied(lead.state, at=ODD_MOMENT))
    lead.record(delete_lead(lead.state, at=ODD_MOMENT))
    lead.record(restore_lead(lead.state, at=ODD_MOMENT, next_send=sends_at(ODD_MOMENT + HOUR)))
    lead.record(erase_lead(lead.state, "they asked for it", at=ODD_MOMENT))
    return lead


def every_kind_of_event() -> set[str]:
    kinds = {name for name, kind in vars(lead_events).items() if isinstance(kind, type) and issubclass(kind, Event)}
    return kinds - {"Event", "Created"}


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


async def test_a_history_read_back_folds_to_the_state_that_was(transactions: Transactions) -> None:
    lead = an_eventful_lead()
    await append(transactions, *events_of(lead))

    async with transactions.read() as tx:
        state = fold(await tx.log.history(LEAD_ID))

    assert state == lead.state
    assert isinstance(state.lead_id, UUID)
    assert state.captured_at.tzinfo is not None
