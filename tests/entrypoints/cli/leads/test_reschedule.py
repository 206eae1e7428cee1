"""``leads reschedule``: what an operator moves, and what an owner's other settings would move."""

import asyncio
import getpass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from application.leads.commands import OwnerCommand
from domain.worktime import WorkTime
from entrypoints.bootstrap.app import bootstrap
from entrypoints.settings import Settings
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import BOT_ID, LEAD_ID, OWNER_ID, keep
from tests.support.planned_by_words import planned_lead

LEAD, OWNER = str(LEAD_ID), str(OWNER_ID)
WHY = ("--reason", "Ada has phoned")
MOVE = ("leads", "reschedule", LEAD, "--step", "2", "--to", "in 75 days at 10:00", *WHY)
REHEARSE = ("leads", "reschedule", "--owner", OWNER, "--dry-run")
DAY = timedelta(days=1)


@pytest.fixture
def planned(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A lead of this very moment, with a step on day 30, 60 and 90, for an owner who has the defaults."""
    monkeypatch.setattr(getpass, "getuser", lambda: "eve")
    asyncio.run(a_lead_planned_now(terminal.folder))
    return terminal


async def a_lead_planned_now(folder: Path) -> None:
    owner = WorkTime(ZoneInfo("UTC"), time(9, 30))
    lead = planned_lead("Day 30", "Day 60", "Day 90", owner=owner, at=datetime.now(UTC))
    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")) as app:
        await keep(app.database, lead)


async def a_snooze_of_the_second(folder: Path) -> None:
    async with bootstrap(Settings(database_url=f"sqlite+aiosqlite:///{folder / 'leadbell.db'}")) as app:
        command = OwnerCommand(OWNER_ID, LEAD_ID, "tg:1:1")
        await app.of_bot(BOT_ID).commands.snooze_step(command, 1, 2, generation=1, words="in 65 days")


def dues(terminal: Terminal) -> list[datetime]:
    plan = terminal.leadbell("leads", "show", LEAD, "--json").json()["plans"][-1]
    return [datetime.fromisoformat(step["due"]["at"]) for step in plan["steps"]]


def actions(terminal: Terminal) -> Any:
    return terminal.leadbell("outbox", "actions", "--json").json()


def events(terminal: Terminal) -> Any:
    return terminal.leadbell("audit", "log", "--json").json()


def test_a_step_is_moved_by_words_in_the_operators_name(planned: Terminal) -> None:
    first, second, third = dues(planned)

    [row] = planned.leadbell(*MOVE, "--json").json()

    moved = datetime.fromisoformat(row["after_utc"])
    assert (row["step"], row["what"], row["before_utc"]) == (2, "step", second.isoformat())
    assert dues(planned) == [first, moved, third]
    assert moved > second
    assert events(planned)[-1]["event"] == "StepRescheduled"
    assert events(planned)[-1]["actor"] == "operator:eve"
    [action] = actions(planned)
    assert (action["actor"], action["command"], action["reason"]) == ("operator:eve", "leads reschedule", WHY[1])


def test_with_the_rest_the_later_steps_move_too(planned: Terminal) -> None:
    before = dues(planned)

    rows = planned.leadbell(*MOVE, "--with-rest", "--json").json()

    assert [row["step"] for row in rows] == [2, 3]
    assert [row["after_utc"] for row in rows] == [due.isoformat() for due in dues(planned)[1:]]
    assert dues(planned)[0] == before[0]
    assert dues(planned) == sorted(dues(planned))


def test_a_reminder_that_was_put_off_is_listed_beside_its_step(planned: Terminal) -> None:
    asyncio.run(a_snooze_of_the_second(planned.folder))

    rows = planned.leadbell(*MOVE, "--json").json()

    assert [(row["step"], row["what"]) for row in rows] == [(2, "step"), (2, "reminder")]
    assert rows[0]["before_utc"] != rows[1]["before_utc"]
    assert rows[0]["after_utc"] == rows[1]["after_utc"]


def test_a_dry_run_shows_the_same_and_changes_nothing(planned: Terminal) -> None:
    before, events_before = dues(planned), events(planned)

    shown = planned.leadbell(*MOVE, "--with-rest", "--dry-run", "--json").json()
    unchanged = dues(planned), events(planned), actions(planned)
    done = planned.leadbell(*MOVE, "--with-rest", "--json").json()

    assert unchanged == (before, events_before, [])
    assert shown == done


def test_for_people_it_is_a_table_by_the_owners_clock_that_says_whether_it_was_done(planned: Terminal) -> None:
    would, did = planned.leadbell(*MOVE, "--dry-run"), planned.leadbell(*MOVE)

    assert " ".join(would.output.splitlines()[0].split()) == "title step what before after before utc after utc"
    assert would.output.endswith("\nThis would move.\n")
    assert did.output.endswith("\nThis moved.\n")
    assert (would.code, did.code, would.errors, did.errors) == (0, 0, "", "")


def test_moved_to_where_it_stands_nothing_moves(planned: Terminal) -> None:
    planned.leadbell(*MOVE)

    again = planned.leadbell("leads", "reschedule", LEAD, "--step", "2", "--to", "in 75 days at 10:00", *WHY)

    assert (again.code, again.output) == (0, "Nothing moved.\n")
    assert len(actions(planned)) == 1


@pytest.mark.parametrize(
    ("options", "moved"),
    [
        (("--timezone", "Asia/Tokyo"), {"hour": 0, "minute": 30}),
        (("--send-time", "14:15"), {"hour": 14, "minute": 15}),
        (("--send-time", "7:00", "--quiet-hours", "21:00-06:00"), {"hour": 7, "minute": 0}),
    ],
)
def test_other_settings_would_move_what_waits(planned: Terminal, options: tuple[str, ...], moved: Any) -> None:
    before, events_before = dues(planned), events(planned)

    rows = planned.leadbell(*REHEARSE, *options, "--json").json()

    assert [(row["step"], row["what"]) for row in rows] == [(1, "reminder"), (2, "reminder"), (3, "reminder")]
    assert [row["after_utc"] for row in rows] == [due.replace(**moved).isoformat() for due in before]
    assert (dues(planned), events(planned), actions(planned)) == (before, events_before, [])


def test_before_and_after_are_by_the_clock_that_the_owner_has_then(planned: Terminal) -> None:
    [first, *_] = planned.leadbell(*REHEARSE, "--timezone", "Asia/Tokyo", "--json").json()

    assert (first["before"][-5:], first["after"][-5:]) == ("09:30", "09:30")
    assert first["before_utc"] != first["after_utc"]


def test_settings_that_change_no_due_time_move_nothing(planned: Terminal) -> None:
    ended = planned.leadbell(*REHEARSE, "--quiet-hours", "none", "--holidays", "none")

    assert (ended.code, ended.output, ended.errors) == (0, "Nothing would move.\n", "")


def test_an_unknown_owner_has_nothing_that_would_move(terminal: Terminal) -> None:
    ended = terminal.leadbell("leads", "reschedule", "--owner", "12345", "--dry-run", "--send-time", "10")

    assert (ended.code, ended.output, ended.errors) == (0, "Nothing would move.\n", "")
    assert events(terminal) == []
