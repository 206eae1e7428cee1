"""``leadbell health`` on the terminal."""

import socket

import pytest

from application.projections.registry import PROJECTIONS
from entrypoints.sandbox.program import SANDBOX_TOKEN
from tests.entrypoints.cli.terminal import Terminal


def test_where_all_is_well_it_says_so(terminal: Terminal) -> None:
    ended = terminal.leadbell("health")

    assert (ended.code, ended.errors) == (0, "")
    assert "due lag                     0 s\n" in ended.output
    assert ended.output.endswith("\n\nNothing is wrong.\n")


def test_a_finding_comes_with_what_to_do_about_it(scene: Terminal) -> None:
    ended = scene.leadbell("health")

    assert (ended.code, ended.errors) == (1, "")
    assert "entries sent                1\n" in ended.output
    assert "attempts sent               1\n" in ended.output
    assert "\n✗ A reminder has been due for " in ended.output
    assert "\n  See that `leadbell run` or a `worker` is running" in ended.output


def test_programs_get_the_same_as_json(scene: Terminal) -> None:
    ended = scene.leadbell("health", "--json")

    told = ended.json()
    assert ended.code == 1
    assert told["figures"]["entries"] == {"sent": 1}
    assert told["figures"]["due_lag_seconds"] > 60
    assert told["figures"]["projection_lag_events"] == {projection.name: 0 for projection in PROJECTIONS}
    assert [sorted(one) for one in told["findings"]] == [["problem", "to_do"]]


def test_a_pause_is_shown_with_its_reason(terminal: Terminal) -> None:
    terminal.leadbell("relay", "pause", "--reason", "moving house")

    ended = terminal.leadbell("health")

    assert ended.code == 1
    assert "pause operator              until `relay resume`\n" in ended.output
    assert "moving house." in ended.output
    assert "`leadbell relay resume --reason R`" in ended.output


def test_a_database_that_lives_elsewhere_is_a_warning_and_no_finding(terminal: Terminal) -> None:
    terminal.leadbell("outbox", "fence", "--since", "2026-11-02", "--reason", "first", "--yes")
    file = terminal.folder / "leadbell.db"
    file.with_name("moved.db").write_bytes(file.read_bytes())
    file.with_name("moved.db").replace(file)

    ended, told = terminal.leadbell("health"), terminal.leadbell("health", "--json").json()

    assert ended.code == 0
    assert (
        "\nNothing is wrong.\n! this database is a copy, or has been moved\n  Nothing, when it was moved"
        in ended.output
    )
    assert (told["findings"], len(told["warnings"])) == ([], 1)


def test_a_database_that_is_not_there_is_no_finding_but_an_error(empty_terminal: Terminal) -> None:
    ended = empty_terminal.leadbell("health")

    assert (ended.code, ended.output) == (2, "")
    assert "run `leadbell db upgrade`" in ended.errors


@pytest.mark.parametrize("command", ["run", "worker"])
def test_a_taken_port_for_health_stops_the_program(terminal: Terminal, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        ended = terminal.with_settings(TELEGRAM_TOKEN=SANDBOX_TOKEN, HTTP_PORT=port).leadbell(command)

    assert (ended.code, ended.output) == (2, "")
    assert ended.errors.startswith(f"leadbell: LEADBELL_HTTP_PORT: port {port} of 127.0.0.1 cannot be had (")
