"""Queries of the log, page by page."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from application.audit.event_query import EVERYTHING, EventQuery
from application.audit.log_reader import PAGE, LogReading
from application.ports.event_log import Recorded
from domain.lead.events import Event, LeadDeleted
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID, OWNER_ID, a_new_lead, events_of
from tests.support.memory_app import MemoryApp
from tests.support.mornings_log import HOUR, STRANGER, a_morning, append

TOGGLED = "lead.step_toggled"


async def kinds(app: MemoryApp, query: EventQuery) -> list[str]:
    return [type(recorded.event).__name__ for recorded in await app.use.audit.log(query)]


async def test_the_log_has_all_events_in_their_order(app: MemoryApp) -> None:
    await a_morning(app)

    positions = [recorded.position for recorded in await app.use.audit.log()]

    assert positions == list(range(1, 11))
    assert [recorded.position for recorded in await app.use.audit.log(limit=3)] == positions[:3]
    assert await kinds(app, EVERYTHING) == [
        *("LeadCaptured", "PlanGenerated", "AccountOpened", "LeadCaptured", "PlanGenerated"),
        *("ReminderClaimed", "ReminderClaimed", "ReminderSent", "ReminderSent", "StepToggled"),
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (EventQuery(lead_id=OTHER_LEAD_ID), ["LeadCaptured", "PlanGenerated", "ReminderClaimed", "ReminderSent"]),
        (
            EventQuery(owner_id=OWNER_ID),
            ["AccountOpened", "LeadCaptured", "PlanGenerated", "ReminderClaimed", "ReminderSent", "StepToggled"],
        ),
        (EventQuery(owner_id=99), []),
        (EventQuery(actor="relay"), ["ReminderSent", "ReminderSent"]),
        (EventQuery(actor="rel"), []),
        (EventQuery(topics=frozenset({TOGGLED, "account.account_opened"})), ["AccountOpened", "StepToggled"]),
        (EventQuery(since=MONDAY_9AM + HOUR), ["StepToggled"]),
        (EventQuery(since=MONDAY_9AM + HOUR + timedelta(microseconds=1)), []),
        (EventQuery(until=MONDAY_9AM - timedelta(microseconds=1)), []),
        (EventQuery(until=MONDAY_9AM, actor="scheduler"), ["ReminderClaimed", "ReminderClaimed"]),
        (EventQuery(owner_id=OWNER_ID, topics=frozenset({"lead.reminder_sent"})), ["ReminderSent"]),
        (EventQuery(owner_id=OWNER_ID, lead_id=OTHER_LEAD_ID), []),
        (
            EventQuery(owner_id=OWNER_ID, lead_id=LEAD_ID, actor="owner", since=MONDAY_9AM, until=MONDAY_9AM),
            ["LeadCaptured", "PlanGenerated"],
        ),
    ],
)
async def test_a_query_selects_events(app: MemoryApp, query: EventQuery, expected: list[str]) -> None:
    await a_morning(app)

    assert await kinds(app, query) == expected


async def test_operators_are_asked_for_all_together_or_by_name(app: MemoryApp) -> None:
    [captured] = events_of(a_new_lead())
    by_ada, by_bob = (
        replace(a_delete(version), actor=f"operator:{name}") for version, name in ((2, "ada"), (3, "bob"))
    )
    await append(app, captured, by_ada, by_bob)

    of_all, of_ada, of_a_part = [
        [recorded.event for recorded in await app.use.audit.log(EventQuery(actor=actor))]
        for actor in ("operator", "operator:ada", "operator:ad")
    ]

    assert (of_all, of_ada, of_a_part) == ([by_ada, by_bob], [by_ada], [])


async def test_a_long_log_is_read_over_many_pages(app: MemoryApp) -> None:
    wanted, others = await a_long_log(app)

    found = [recorded.event async for recorded in app.use.audit.events(EventQuery(owner_id=OWNER_ID))]

    assert len(found) + len(others) > 2 * PAGE
    assert found == wanted


async def test_a_log_that_ends_with_a_page_ends_there(app: MemoryApp) -> None:
    await append(app, *(event for number in range(PAGE) for event in events_of(a_new_lead(UUID(int=number)))))

    assert len([recorded async for recorded in app.use.audit.events()]) == PAGE


async def test_events_recorded_during_a_reading_are_left_for_the_next(app: MemoryApp) -> None:
    await app.planned_lead()

    found = list[Recorded]()
    async for recorded in app.use.audit.events():
        found.append(recorded)
        await app.planned_lead(UUID(int=len(found)))

    assert [recorded.position for recorded in found] == [1, 2]


async def test_a_reader_stops_at_the_head_and_goes_on_from_there(app: MemoryApp) -> None:
    await app.planned_lead()
    reading = LogReading(app.transactions, EVERYTHING)
    head = await reading.head()
    await app.planned_lead(OTHER_LEAD_ID)

    first = [recorded.position async for recorded in reading.up_to(head)]
    rest = [recorded.position async for recorded in reading.up_to(await reading.head())]

    assert (first, rest) == ([1, 2], [3, 4])


async def a_long_log(app: MemoryApp) -> tuple[list[Event], list[Event]]:
    """Every third lead is the owner's. Return its events and those of others."""
    leads = [
        a_new_lead(UUID(int=number), with_plan=True, owner_id=STRANGER if number % 3 else OWNER_ID)
        for number in range(PAGE + 1)
    ]
    wanted, others = list[Event](), list[Event]()
    for lead in leads:
        events = events_of(lead)
        await append(app, *events)
        (wanted if lead.state.owner_id == OWNER_ID else others).extend(events)
    return wanted, others


def a_delete(version: int) -> Event:
    return LeadDeleted(LEAD_ID, version, MONDAY_9AM)
