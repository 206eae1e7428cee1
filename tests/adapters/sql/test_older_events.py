"""Events as older programs wrote them, byte for byte: they are read, and give the due times that were decided then."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from adapters.sql.log.stored_history import read_event
from domain.due_time import GivenBy
from domain.lead.events import Event
from domain.lead.fold import fold
from tests.leads import LEAD_ID, MONDAY_9AM, step_of

GRAMMAR_1 = Path(__file__).parent / "events" / "of_grammar_1.jsonl"
DAY = timedelta(days=1)


def history(file: Path) -> Sequence[Event]:
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    stored = [StoredEvent(LEAD_ID, line["version"], line["topic"], line["state"].encode()) for line in lines]
    return [event for event in map(read_event, stored) if isinstance(event, Event)]


def test_a_history_from_before_due_times_said_why_gives_the_old_due_times() -> None:
    schedule = fold(history(GRAMMAR_1)).schedule

    back_at = datetime(2026, 11, 8, 10, 0, tzinfo=UTC)
    assert [(reminder.due_at, reminder.generation) for reminder in schedule] == [
        (back_at, 3),
        (back_at, 3),
        (MONDAY_9AM + 7 * DAY, 1),
    ]


def test_every_due_time_on_the_way_is_the_old_one() -> None:
    before_deletion = fold(history(GRAMMAR_1)[:5]).schedule

    first, second = (before_deletion.reminders[step_of(LEAD_ID, step)].due for step in (1, 2))
    assert (first.at, first.given_by) == (MONDAY_9AM + DAY, GivenBy.SNOOZE)
    assert (second.at, second.given_by) == (MONDAY_9AM + 5 * DAY, GivenBy.SEND_TIME)


def test_the_planner_s_words_are_kept() -> None:
    [plan] = fold(history(GRAMMAR_1)).plans

    assert [(step.due.words, step.due.grammar) for step in plan.steps] == [
        ("delay_days=0", 1),
        ("delay_days=3", 1),
        ("delay_days=7", 1),
    ]
    assert all(step.due.meant is None for step in plan.steps)
