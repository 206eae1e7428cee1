"""``leadbell outbox retry``, ``resend``, ``resolve``, ``discard``: what they say, how they end, and what they leave."""

import getpass
import sys
from dataclasses import astuple
from typing import Any

import pytest

from application.delivery.outcome import Rejected, Unconfirmed
from tests.entrypoints.cli.keyboard import Keyboard
from tests.entrypoints.cli.messages import Messages
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import LEAD_ID

WHY = ("--reason", "Ada has phoned")


@pytest.fixture
def unconfirmed(terminal: Terminal) -> Terminal:
    """Entry 1 is a reminder that may have arrived."""
    Messages(terminal.folder).a_reminder_that_was(Unconfirmed("no answer"))
    return terminal


@pytest.fixture
def dead(terminal: Terminal) -> Terminal:
    """Entry 1 is a reminder that Telegram refused."""
    Messages(terminal.folder).a_reminder_that_was(Rejected("400: chat not found"))
    return terminal


@pytest.fixture
def eve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "eve")


def entry(terminal: Terminal) -> Any:
    return terminal.leadbell("outbox", "show", "1", "--json").json()


@pytest.mark.usefixtures("eve")
def test_retry_queues_what_telegram_refused_and_the_trail_says_who_wanted_it(dead: Terminal) -> None:
    ended = dead.leadbell("outbox", "retry", "1", *WHY)

    assert astuple(ended) == (0, "Entry 1 (reminder) went from dead to queued.\n", "")
    [action] = dead.leadbell("outbox", "actions", "--json").json()
    assert (action["actor"], action["command"], action["reason"]) == ("operator:eve", "outbox retry", WHY[1])
    assert (action["entry_id"], action["details"]) == (1, "dead → queued")
    event = dead.leadbell("audit", "log", "--json").json()[-1]
    assert (event["event"], event["actor"]) == ("ReminderRequeued", "operator:eve")
    assert event["correlation_id"] == f"claim:{LEAD_ID}:1:1:1"


def test_resend_marks_it_and_show_gives_the_text_as_it_goes_out(unconfirmed: Terminal) -> None:
    before = entry(unconfirmed)["text"]

    ended = unconfirmed.leadbell("outbox", "resend", "1", "--accept-duplicate", *WHY)

    assert astuple(ended) == (0, "Entry 1 (reminder) went from unconfirmed to queued, marked as a repeat.\n", "")
    assert entry(unconfirmed)["text"] == f"(again, in case it did not arrive)\n\n{before}"


@pytest.mark.parametrize(("answer", "state"), [("delivered", "sent"), ("not-delivered", "dead")])
def test_resolve_says_whether_it_arrived(unconfirmed: Terminal, answer: str, state: str) -> None:
    ended = unconfirmed.leadbell("outbox", "resolve", "1", "--as", answer, *WHY)

    assert astuple(ended) == (0, f"Entry 1 (reminder) went from unconfirmed to {state}.\n", "")
    assert entry(unconfirmed)["state"] == state


def test_discard_with_yes_does_not_ask(unconfirmed: Terminal) -> None:
    ended = unconfirmed.leadbell("outbox", "discard", "1", "--yes", *WHY)

    assert astuple(ended) == (0, "Entry 1 (reminder) went from unconfirmed to withdrawn.\n", "")
    assert entry(unconfirmed)["reason"] == "discarded: Ada has phoned"


@pytest.mark.parametrize(("answer", "code", "state"), [("y\n", 0, "withdrawn"), ("n\n", 1, "unconfirmed")])
def test_discard_on_a_terminal_shows_what_would_be_and_asks(
    unconfirmed: Terminal, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, state: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))

    ended = unconfirmed.leadbell("outbox", "discard", "1", *WHY)

    assert ended.code == code
    assert ended.output.startswith("Entry 1 (reminder) would go from unconfirmed to withdrawn.\n")
    assert entry(unconfirmed)["state"] == state


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("resend", "1", "--accept-duplicate"), "would go from unconfirmed to queued, marked as a repeat"),
        (("resolve", "1", "--as", "delivered"), "would go from unconfirmed to sent"),
        (("discard", "1"), "would go from unconfirmed to withdrawn"),
    ],
)
def test_a_dry_run_asks_nothing_and_changes_nothing(
    unconfirmed: Terminal, command: tuple[str, ...], words: str
) -> None:
    before = entry(unconfirmed)

    ended = unconfirmed.leadbell("outbox", *command, "--dry-run", *WHY)

    assert astuple(ended) == (0, f"Entry 1 (reminder) {words}.\n", "")
    assert entry(unconfirmed) == before
    assert unconfirmed.leadbell("outbox", "actions", "--json").json() == []
