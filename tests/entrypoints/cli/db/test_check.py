"""``leadbell db check``: each thing that should hold is a line, whatever became of the others."""

import sqlite3
from contextlib import closing

from tests.adapters.sql.operations.damage import damage
from tests.entrypoints.cli.terminal import Ended, Terminal


def execute(terminal: Terminal, statement: str) -> None:
    with closing(sqlite3.connect(terminal.folder / "leadbell.db")) as connection, connection:
        connection.execute(statement)


def verdicts(ended: Ended) -> dict[str, str]:
    """Of those checks that this page is about."""
    said = dict(line.split(": ", 1) for line in ended.output.splitlines())
    return {check: said[check] for check in ("integrity", "migrations", "projections")}


def held(ended: Ended) -> dict[str, object]:
    """The same of JSON."""
    found = {one["check"]: one["holds"] for one in ended.json()["checks"]}
    return {check: found[check] for check in ("integrity", "migrations", "projections")}


def test_what_holds_is_said_line_by_line(scene: Terminal) -> None:
    ended, as_json = scene.leadbell("db", "check"), scene.leadbell("db", "check", "--json")

    found = verdicts(ended)
    assert (ended.code, ended.errors) == (0, "")
    assert found["integrity"] == "holds: SQLite finds the file whole"
    assert found["migrations"].startswith("holds: ready, revision ")
    assert found["projections"].startswith("holds: ")
    assert found["projections"].endswith(" read models are equal to the log")
    assert held(as_json) == {"integrity": True, "migrations": True, "projections": True}
    assert (as_json.json()["holds"], as_json.json()["ready"], as_json.json()["state"]) == (True, True, "ready")
    assert as_json.json()["revision"] == as_json.json()["newest"]


def test_a_damaged_file_is_a_finding_and_the_rest_is_looked_at_all_the_same(scene: Terminal) -> None:
    damage(scene.folder / "leadbell.db")

    ended = scene.leadbell("db", "check")

    assert ended.code == 1
    assert verdicts(ended)["integrity"].startswith("does not hold: row 1 missing from index odder")
    assert verdicts(ended)["projections"].startswith("holds: ")


def test_read_models_that_differ_are_named(scene: Terminal) -> None:
    execute(scene, "DELETE FROM scheduled_reminders")
    execute(scene, "UPDATE lead_list SET title = 'Eve'")

    ended = scene.leadbell("db", "check")

    assert ended.code == 1
    assert verdicts(ended)["integrity"].startswith("holds: ")
    assert verdicts(ended)["projections"] == (
        "does not hold: lead_list, scheduled_reminders differ from the log: "
        "`leadbell projections verify` names the rows"
    )


def test_an_event_that_cannot_be_read_is_a_finding(scene: Terminal) -> None:
    execute(scene, "UPDATE stored_events SET topic = 'lead.unheard_of' WHERE id = 2")

    ended = scene.leadbell("db", "check")

    assert (ended.code, ended.errors) == (1, "")
    assert verdicts(ended)["projections"].startswith("does not hold: event 2 of lead ")


def test_on_tables_of_another_age_read_models_are_not_looked_at(scene: Terminal) -> None:
    execute(scene, "UPDATE alembic_version SET version_num = '9999'")

    ended, as_json = scene.leadbell("db", "check"), scene.leadbell("db", "check", "--json")

    assert (ended.code, as_json.code) == (1, 1)
    assert held(as_json) == {"integrity": True, "migrations": False, "projections": None}
    assert verdicts(ended)["projections"] == "not checked: the tables are not those of this program"


def test_before_the_first_start_there_is_nothing_to_look_at(empty_terminal: Terminal) -> None:
    ended, as_json = empty_terminal.leadbell("db", "check"), empty_terminal.leadbell("db", "check", "--json")

    assert (ended.code, as_json.code) == (1, 1)
    assert verdicts(ended)["integrity"] == "not checked: there is no file yet"
    assert held(as_json) == {"integrity": None, "migrations": False, "projections": None}
    assert list(empty_terminal.folder.iterdir()) == []
