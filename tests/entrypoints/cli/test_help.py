"""Every command explains itself, and every part of it."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest
from typer.main import get_command

from entrypoints.cli.command import COMMANDS, command_tree
from tests.entrypoints.cli.terminal import Terminal

ALL = (
    *("run", "worker", "sandbox", "health", "db upgrade", "db check", "leads list", "leads show", "projections status"),
    *("projections list", "projections rebuild", "projections verify"),
    *("audit log", "audit state", "audit verify", "audit seal", "leads erase"),
    *("leads reschedule", "audit why", "audit export"),
    *("outbox list", "outbox show", "outbox actions", "outbox retry", "outbox resolve", "outbox resend"),
    *("db backup", "db restore"),
    *("accounts list", "accounts show", "accounts block", "accounts unblock", "stats"),
    *("inbox list", "inbox show", "inbox retry", "inbox discard"),
    *("invite", "invitations list", "invitations revoke"),
    *("outbox discard", "outbox fence", "outbox prune", "relay status", "relay pause", "relay resume"),
)


def commands(command: object = None, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """With their words, groups too."""
    command = command or get_command(command_tree())
    yield words, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*words, name))


def test_the_commands_are_those_that_others_rely_on() -> None:
    leaves = [" ".join(words) for words, command in commands() if not hasattr(command, "commands")]

    assert sorted(leaves) == sorted(ALL)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_not_imported_has_the_same_line_of_help(name: str) -> None:
    place, line = COMMANDS[name]
    module, _, function = place.partition(":")

    assert getattr(import_module(f"entrypoints.cli.{module}"), function).__doc__ == line


@pytest.mark.processes
def test_only_the_command_that_was_typed_is_imported() -> None:
    """Importing takes most of the time of a short command."""
    program = (
        "import sys; from entrypoints.cli.command import typed_tree; sys.argv = ['leadbell', 'audit', 'log'];"
        "typed_tree(); print(*sys.modules)"
    )

    imported = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()

    assert "entrypoints.cli.audit.log" in imported
    assert {"entrypoints.cli.audit.verify", "application.use_cases", "rich", "aiogram"} & set(imported) == set()


@pytest.mark.parametrize("words", [words for words, _ in commands()], ids=" ".join)
def test_help_explains_the_command(empty_terminal: Terminal, words: tuple[str, ...]) -> None:
    ended = empty_terminal.with_settings(POLL_INTERVAL="wrong, and of no interest here").leadbell(*words, "--help")

    assert (ended.code, ended.errors) == (0, "")
    assert " ".join(("Usage: leadbell", *words)) in ended.output


@pytest.mark.parametrize(("words", "command"), list(commands()))
def test_every_command_and_every_part_of_it_is_explained(words: tuple[str, ...], command: object) -> None:
    assert getattr(command, "help", None), words
    for parameter in getattr(command, "params", []):
        assert getattr(parameter, "help", None) or parameter.name == "help", (words, parameter.name)


@pytest.mark.parametrize(
    "words", [words for words, command in commands() if hasattr(command, "commands")], ids=" ".join
)
def test_a_command_that_is_not_complete_shows_what_may_follow(empty_terminal: Terminal, words: tuple[str, ...]) -> None:
    ended = empty_terminal.leadbell(*words)

    assert ended.code == 2
    assert "Commands" in ended.output + ended.errors
