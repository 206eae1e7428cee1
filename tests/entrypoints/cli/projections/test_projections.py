"""``leadbell projections``: what is computed anew, and what is said meanwhile."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from adapters.sql.files.locks import locked_file
from application.projections.registry import LEAD_LIST, PROJECTIONS, QUIET_LEADS, SCHEDULED_REMINDERS
from tests.entrypoints.cli.terminal import Ended, Terminal

SPOILT = {projection.name: 2 if projection is LEAD_LIST else 0 for projection in PROJECTIONS}
"""Rows that differ after ``spoil``."""


def output_of(ended: Ended) -> Any:
    """Whole, whatever is said beside it."""
    assert ended.code == 0
    return json.loads(ended.output)


def spoil(folder: Path) -> None:
    with sqlite3.connect(folder / "leadbell.db") as connection:
        connection.execute("UPDATE lead_list SET title = 'Eve'")
    connection.close()


def everything(folder: Path) -> tuple[list[str], str]:
    """The files that there are, and all that is in the database."""
    with sqlite3.connect(folder / "leadbell.db") as connection:
        dump = "\n".join(connection.iterdump())
    connection.close()
    return sorted(os.listdir(folder)), dump


def test_a_rebuild_says_what_it_wrote_and_what_it_mended(scene: Terminal) -> None:
    spoil(scene.folder)

    rebuilt = output_of(scene.leadbell("projections", "rebuild", "--json"))

    assert [(one["name"], one["category"], one["position"]) for one in rebuilt] == [
        (projection.name, projection.aggregate_type.category, 5) for projection in PROJECTIONS
    ]
    rows = {one["name"]: one["rows"] for one in rebuilt}
    assert (rows[LEAD_LIST.name], rows[SCHEDULED_REMINDERS.name], rows[QUIET_LEADS.name]) == (2, 3, 1)
    assert {one["name"]: one["mended"]["changed"] for one in rebuilt} == SPOILT
    assert [one["columns"] for one in rebuilt[0]["mended"]["differences"]] == [["title"], ["title"]]


def test_one_projection_can_be_chosen(scene: Terminal) -> None:
    [rebuilt] = output_of(scene.leadbell("projections", "rebuild", "lead_list", "--json"))
    [verified] = scene.leadbell("projections", "verify", "scheduled_reminders", "--json").json()

    assert rebuilt["name"] == "lead_list"
    assert (verified["name"], verified["holds"]) == ("scheduled_reminders", True)


def test_for_people_the_rows_that_were_wrong_are_named(scene: Terminal) -> None:
    spoil(scene.folder)

    ended = scene.leadbell("projections", "rebuild", "lead_list")

    assert ended.code == 0
    assert ended.output.splitlines()[0].split() == ["name", "position", "rows", "mended"]
    assert ended.output.splitlines()[1].split() == ["lead_list", "5", "2", "2"]
    assert ended.output.count("  changed: ") == 2


def test_without_a_terminal_progress_is_a_line_for_each_phase(scene: Terminal) -> None:
    ended = scene.leadbell("projections", "rebuild", "lead_list", "--batch", "1")

    assert [line.split(",")[0] for line in ended.errors.splitlines()] == [
        "lead_list: folding",
        "lead_list: catching up",
        "lead_list: comparing",
        "lead_list: catching up",
        "lead_list: swapping",
    ]
    assert ended.errors.splitlines()[0] == "lead_list: folding, 0 of 5 events, position 5 of 5"


@pytest.mark.parametrize("command", [("rebuild", "--verify-only"), ("verify",)])
def test_verifying_leaves_no_trace_and_its_exit_code_says_what_it_found(
    scene: Terminal, command: tuple[str, ...]
) -> None:
    scene.leadbell("projections", "status")
    before = everything(scene.folder)

    equal = scene.leadbell("projections", *command)

    assert (equal.code, equal.errors) == (0, "")
    assert everything(scene.folder) == before
    spoil(scene.folder)
    spoilt = everything(scene.folder)
    different = scene.leadbell("projections", *command, "--json")
    assert different.code == 1
    assert {one["name"]: one["changed"] for one in different.json()} == SPOILT
    assert everything(scene.folder) == spoilt


def test_a_second_rebuild_is_refused_while_one_is_in_flight(scene: Terminal) -> None:
    with locked_file(scene.folder / "leadbell.db.rebuild.lock"):
        ended = scene.leadbell("projections", "rebuild")

    assert (ended.code, ended.output) == (2, "")
    assert f"leadbell: process {os.getpid()} is computing read models anew just now: wait" in ended.errors


def test_an_event_that_cannot_be_folded_stops_it_by_name_and_the_old_rows_stay(scene: Terminal) -> None:
    with sqlite3.connect(scene.folder / "leadbell.db") as connection:
        connection.execute("UPDATE stored_events SET topic = 'lead.from_the_future' WHERE id = 2")
    connection.close()

    ended = scene.leadbell("projections", "rebuild", "lead_list")

    assert ended.code == 2
    assert "(lead.from_the_future), at position 2, cannot be folded" in ended.errors
    assert len(scene.leadbell("leads", "list", "--json").json()) == 2
    begun, other, *_ = scene.leadbell("projections", "list", "--json").json()
    assert (begun["name"], begun["rebuild_until"], begun["rebuild_position"]) == ("lead_list", 5, 0)
    assert other["rebuild_started_at"] is None
