"""Replies as this program wrote them first, byte for byte."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from adapters.sql.log.stored_history import MAPPER, read_event
from domain.lead.decisions.plans import adopt_plan
from domain.lead.decisions.replies import prospect_replied
from domain.lead.events import Event, ProspectReplied
from domain.lead.fold import fold
from tests.leads import a_new_lead, a_plan, events_of

FILE = Path(__file__).parent / "events" / "of_replies.jsonl"
ANSWERED = UUID("dddddddd-dddd-4ddd-8ddd-dddddddddddd")
SAID = datetime(2026, 12, 28, 9, 0, 59, 123456, tzinfo=UTC)
DAY = timedelta(days=1)


def stored() -> Sequence[StoredEvent]:
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [StoredEvent(UUID(one["originator"]), one["version"], one["topic"], one["state"].encode()) for one in lines]


def replies() -> Sequence[Event]:
    return [event for event in map(read_event, stored()) if isinstance(event, Event)]


def test_a_reply_is_read_as_it_was_said() -> None:
    first, _ = replies()

    assert first == ProspectReplied(
        ANSWERED,
        3,
        SAID,
        plan_number=1,
        actor="owner",
        command_id="tg:1:3",
        correlation_id="tg:1:3",
        causation_id="tg:1:3",
    )


def test_each_event_is_written_as_it_was_read() -> None:
    for one in stored():
        again = MAPPER.to_stored_event(read_event(one))

        assert (again.topic, again.state.decode()) == (one.topic, one.state.decode())


def test_each_belongs_to_the_plan_that_was_answered() -> None:
    lead = a_new_lead(ANSWERED, with_plan=True)
    lead.record(prospect_replied(lead.state, at=SAID))
    lead.record(adopt_plan(lead.state, a_plan(2), at=SAID))
    captured, planned, _, planned_anew = events_of(lead)
    first, second = replies()

    state = fold([captured, planned, first, planned_anew, second])

    assert state.replies == {1: SAID, 2: SAID + DAY}
