"""Whatever changes delivery wants a reason, and knows who gave it."""

import getpass
from dataclasses import astuple
from typing import Any

import pytest

from application.delivery.outcome import Rejected
from tests.entrypoints.cli.messages import Messages
from tests.entrypoints.cli.terminal import Terminal

WHY = ("--reason", "Ada has phoned")


@pytest.fixture
def dead(terminal: Terminal) -> Terminal:
    """Entry 1 is a reminder that Telegram refused."""
    Messages(terminal.folder).a_reminder_that_was(Rejected("400: chat not found"))
    return terminal


def entry(terminal: Terminal) -> Any:
    return terminal.leadbell("outbox", "show", "1", "--json").json()


@pytest.mark.parametrize("reason", ["", "two\nlines", "\x1b]0;owned\x07", "x" * 501])
def test_a_reason_that_is_no_line_of_text_is_refused_and_not_repeated(dead: Terminal, reason: str) -> None:
    ended = dead.leadbell("outbox", "retry", "1", "--reason", reason)

    assert astuple(ended) == (
        2,
        "",
        "leadbell: a reason is one line of 1 to 500 characters, without control characters\n",
    )
    assert entry(dead)["state"] == "dead"


@pytest.mark.parametrize(
    ("name", "actor"),
    [("x" * 200, f"operator:{'x' * 60}"), ("\x1b[31meve", "operator:\N{REPLACEMENT CHARACTER}[31meve")],
)
def test_a_name_from_the_environment_fits_into_the_trail(
    dead: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, actor: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: name)

    dead.leadbell("outbox", "retry", "1", *WHY)

    assert [one["actor"] for one in dead.leadbell("outbox", "actions", "--json").json()] == [actor]


def test_a_user_without_a_name_is_named_by_number(dead: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", unknown)

    assert dead.leadbell("outbox", "retry", "1", *WHY).code == 0

    [action] = dead.leadbell("outbox", "actions", "--json").json()
    assert action["actor"].startswith("operator:uid-")
