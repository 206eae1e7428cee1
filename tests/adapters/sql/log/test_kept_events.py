"""An event of every kind, byte for byte as it is stored: a changed kind fails here.

Until the first tag ``events/`` may be written anew. From then on it only grows: another meaning is a new kind of event,
or a ``class_version`` with an upcast that reads what is kept here.

A later grammar, other holidays, another zone database: what was decided then stays. Replaying asks none of them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent
from eventsourcing.utils import register_topic

from adapters.sql.log.stored_history import MAPPER, read_event
from domain import typed_times as owner_words
from domain.account import events as account_events
from domain.account import state as account_state
from domain.account.account import account_id_of
from domain.account.events import Event as AccountEvent
from domain.account.preferences import Preferences
from domain.account.state import AccountState
from domain.due_time import AfterWorkingDays, GivenBy, OnDay, Shift, ShiftCause
from domain.lead import events as lead_events
from domain.lead import fold as lead_fold
from domain.lead.events import Event as LeadEvent
from domain.lead.events import ProspectReplied
from domain.lead.state import LeadState
from domain.recorded_event import RecordedEvent
from domain.reminders.follow_ups import FollowUps
from domain.worktime.next_send import next_send
from tests.adapters.sql.log.forbidden_decisions import forbid_decisions
from tests.domain.worktime.owners import IN_KYIV
from tests.support.leads import BOT_ID

FILE = Path(__file__).parent / "events" / "plain.jsonl"
ENCRYPTED = FILE.with_name("sealed.jsonl")
MOVED = UUID("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa")
"""Of Berlin with its holidays: planned, put off, moved with the rest, taken to New York, deleted and restored."""
LATE = UUID("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb")
"""Followed up, planned too late, reminded in one message that expired, followed up again."""
PAUSED = UUID("cccccccc-cccc-4ccc-8ccc-cccccccccccc")
"""To be followed up, when its owner paused until spring."""
ANSWERED = UUID("dddddddd-dddd-4ddd-8ddd-dddddddddddd")
"""Its prospect replied to two plans."""
NEVER_RECORDED = {"event", "account.event", "account.created", "lead.event", "lead.created"}
"""What the others derive from."""
NOTED = datetime(2026, 12, 28, 9, 0, 59, 123456, tzinfo=UTC)


def stored() -> Sequence[StoredEvent]:
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [StoredEvent(UUID(one["originator"]), one["version"], one["topic"], one["state"].encode()) for one in lines]


def history(originator_id: UUID) -> Sequence[RecordedEvent]:
    return [read_event(one) for one in stored() if one.originator_id == originator_id]


def lead_as_of(lead_id: UUID, version: int) -> LeadState:
    events = history(lead_id)[:version]
    return lead_fold.fold([event for event in events if isinstance(event, LeadEvent)])


def dues(state: LeadState) -> list[tuple[str, str, int, str]]:
    """Plan and step, when in UTC, generation and status."""
    reminders = sorted(state.schedule, key=lambda one: one.id)
    return [
        (f"{one.id.plan_number}:{one.id.step_id}", f"{one.due_at:%m-%d %H:%M}", one.generation, one.status.value)
        for one in reminders
    ]


@pytest.fixture
def without_grammar_and_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    forbid_decisions(monkeypatch)


def made_anew(event: RecordedEvent) -> RecordedEvent:
    """From its fields, as who decides makes it: what is read has whatever was stored."""
    return replace(event)


def topics_of(module: object) -> set[str]:
    kinds = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, RecordedEvent)]
    return {str(kind.TOPIC) for kind in kinds} - NEVER_RECORDED


def test_every_kind_of_event_is_kept() -> None:
    lines = [line for file in (FILE, ENCRYPTED) for line in file.read_text(encoding="utf-8").splitlines()]
    kept = {json.loads(line)["topic"] for line in lines}

    assert topics_of(lead_events) | topics_of(account_events) == kept


def test_each_event_is_written_as_it_was_read() -> None:
    for one in stored():
        again = MAPPER.to_stored_event(made_anew(read_event(one)))

        assert (again.topic, again.state.decode()) == (one.topic, one.state.decode())


@dataclass(frozen=True)
class CoffeeOffered(LeadEvent):
    """As a later program may know an event: at first it did not say how many sugars."""

    TOPIC = "lead.coffee_offered"
    class_version = 2
    milk: bool
    sugars: int

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["sugars"] = 0


def test_an_upcast_reads_what_was_stored_before_its_event_knew_more() -> None:
    state = b'{"timestamp":{"_type_":"datetime_iso","_data_":"2026-12-28T09:00:59.123456+00:00"},"milk":true}'
    register_topic(CoffeeOffered.TOPIC, CoffeeOffered)

    event = read_event(StoredEvent(MOVED, 4, CoffeeOffered.TOPIC, state))

    assert event == CoffeeOffered(originator_id=MOVED, originator_version=4, timestamp=NOTED, milk=True, sugars=0)


def test_replies_belong_to_the_plans_that_were_answered() -> None:
    replies = [event for event in history(ANSWERED) if isinstance(event, ProspectReplied)]

    assert [(event.originator_version, event.plan_number) for event in replies] == [(3, 1), (5, 2)]


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_without_grammar_and_calendar_nothing_new_can_be_decided() -> None:
    with pytest.raises(AssertionError, match="a replay asked"):
        owner_words.due_by_words("tomorrow", GivenBy.SNOOZE, work_time=IN_KYIV, now=NOTED)
    with pytest.raises(AssertionError, match="a replay asked"):
        next_send(IN_KYIV, NOTED)


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_a_plan_gives_the_due_times_of_then() -> None:
    assert dues(lead_as_of(MOVED, 3)) == [
        ("1:1", "12-28 09:00", 1, "pending"),
        ("1:2", "01-04 08:30", 1, "pending"),
        ("1:3", "01-05 08:30", 1, "pending"),
        ("1:4", "01-11 08:30", 1, "pending"),
        ("1:5", "01-18 08:30", 1, "pending"),
        ("1:6", "01-21 08:30", 1, "pending"),
        ("1:7", "01-27 08:30", 1, "pending"),
        ("1:8", "01-27 08:30", 1, "pending"),
        ("1:9", "02-01 08:30", 1, "pending"),
    ]


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_why_they_were_due_then_is_still_known() -> None:
    plan = lead_as_of(MOVED, 3).plan_number(1)

    on_a_holiday, business_days, in_ukrainian, deadline = (plan.step(number).due for number in (2, 3, 4, 5))
    assert on_a_holiday.shifts == (
        Shift(ShiftCause.HOLIDAY, datetime(2027, 1, 2, 8, 30, tzinfo=UTC), "New Year's Day"),
        Shift(ShiftCause.DAY_OFF, datetime(2027, 1, 4, 8, 30, tzinfo=UTC)),
    )
    assert business_days.meant == AfterWorkingDays(5, date(2026, 12, 28))
    assert (in_ukrainian.words, in_ukrainian.grammar, in_ukrainian.zone) == ("через 2 тижні", 2, "Europe/Berlin")
    assert deadline.until == OnDay(date(2027, 1, 18))
    assert plan.step(7).due.warnings == ("delay-against-timing",)
    assert plan.step(8).due.anchor.startswith("the call")


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_a_move_and_another_zone_give_the_due_times_of_then() -> None:
    moved, in_new_york = (dues(lead_as_of(MOVED, version)) for version in (7, 8))

    assert [(due, generation) for _, due, generation, _ in moved] == [
        ("01-04 08:30", 2),
        ("01-06 13:00", 1),
        ("01-07 08:30", 1),
        ("01-13 08:30", 1),
        ("01-19 08:30", 1),
        ("01-25 08:30", 1),
        ("01-29 08:30", 1),
        ("01-29 08:30", 1),
        ("02-03 08:30", 1),
    ]
    assert [due for _, due, _, _ in in_new_york] == [
        "01-04 13:15",
        "01-06 19:00",
        "01-07 13:15",
        "01-13 13:15",
        "01-19 13:15",
        "01-24 13:15",
        "01-31 13:15",
        "01-31 13:15",
        "02-03 13:15",
    ]


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_what_was_restored_comes_when_it_was_decided_to() -> None:
    assert dues(lead_as_of(MOVED, 100)) == [
        ("1:1", "01-28 13:15", 3, "pending"),
        ("1:2", "01-28 13:15", 2, "pending"),
        ("1:3", "01-28 13:15", 2, "pending"),
        ("1:4", "01-13 13:15", 1, "skipped"),
        ("1:5", "01-28 13:15", 2, "pending"),
        ("1:6", "01-28 13:15", 2, "pending"),
        ("1:7", "01-31 13:15", 1, "pending"),
        ("1:8", "01-31 13:15", 1, "pending"),
        ("1:9", "02-03 13:15", 1, "pending"),
    ]


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_late_steps_and_follow_ups_are_what_became_of_them_then() -> None:
    state = lead_as_of(LATE, 100)

    assert dues(state) == [
        ("0:1", "12-31 08:30", 1, "cancelled"),
        ("0:2", "01-07 13:15", 1, "cancelled"),
        ("0:3", "01-10 13:15", 1, "failed"),
        ("1:1", "01-04 08:30", 1, "expired"),
        ("1:2", "01-04 08:30", 1, "expired"),
        ("1:3", "01-04 08:30", 1, "expired"),
    ]
    assert state.follow_ups == FollowUps(scheduled=3, earlier=2, count=1)
    assert state.quiet_since == datetime(2027, 1, 10, 13, 15, tzinfo=UTC)


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_a_follow_up_that_a_pause_took_beyond_the_lead_s_age_stays_withdrawn() -> None:
    state = lead_as_of(PAUSED, 100)

    assert dues(state) == [("0:1", "12-31 08:30", 1, "cancelled")]
    assert state.follow_ups == FollowUps(scheduled=1)
    assert state.quiet_since == NOTED


@pytest.mark.usefixtures("without_grammar_and_calendar")
def test_an_account_is_as_it_was_left() -> None:
    events = [event for event in history(account_id_of(BOT_ID, 7)) if isinstance(event, AccountEvent)]

    assert account_state.fold(events) == AccountState(
        account_id=account_id_of(BOT_ID, 7),
        bot_id=BOT_ID,
        owner_id=7,
        chat_id=-100,
        preferences=Preferences(
            "America/New_York", time(8, 15), None, frozenset({6, 0, 1, 2, 3}), "", "uk", follow_ups=False
        ),
        opened_at=NOTED,
        changed_at=datetime(2027, 1, 10, 13, 15, tzinfo=UTC),
        version=18,
        zone_confirmed_at=NOTED,
        admitted_at=datetime(2027, 1, 10, 13, 15, tzinfo=UTC),
    )
