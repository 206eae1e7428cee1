"""``leadbell relay``: whether anything is being sent, and how to stop it and let it go on."""

import getpass
from dataclasses import astuple
from datetime import UTC, datetime

import pytest

from application.delivery.outcome import ChatUnreachable
from application.delivery.pause import PauseCause, RelayPause
from application.ports.transaction import Transaction
from tests.entrypoints.cli.messages import Messages
from tests.entrypoints.cli.terminal import Terminal
from tests.support.leads import CHAT_ID, MONDAY_9AM

WHY = ("--reason", "Telegram is being repaired")
FAR = datetime(2999, 1, 1, tzinfo=UTC)
YEARS_AGO = datetime(2024, 11, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def eve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "eve")


def paused(terminal: Terminal, *pauses: RelayPause) -> None:
    async def pause(tx: Transaction) -> None:
        for one in pauses:
            await tx.rate_limiter.pause(one)

    Messages(terminal.folder).write(pause)


def trail(terminal: Terminal) -> list[str]:
    return [one["command"] for one in terminal.leadbell("outbox", "actions", "--json").json()]


def test_a_relay_that_sends_is_fine(terminal: Terminal) -> None:
    ended = terminal.leadbell("relay", "status", "--json")

    assert (ended.code, ended.json()) == (
        0,
        {
            "sends": True,
            "unconfirmed_in_a_row": 0,
            "oldest_queued_at": None,
            "entries": {},
            "pauses": [],
            "unreachable": [],
        },
    )
    assert "No pauses." in terminal.leadbell("relay", "status").output


def test_a_paused_relay_is_a_finding(terminal: Terminal) -> None:
    first = terminal.leadbell("relay", "pause", *WHY)
    status = terminal.leadbell("relay", "status", "--json")

    assert astuple(first) == (0, "All sending is paused. `leadbell relay resume` ends it.\n", "")
    [pause] = status.json()["pauses"]
    assert (status.code, status.json()["sends"]) == (1, False)
    assert (pause["cause"], pause["in_force"], pause["until"]) == ("operator", True, None)
    assert (pause["by"], pause["reason"]) == ("operator:eve", "Telegram is being repaired")
    assert terminal.leadbell("relay", "status").code == 1


def test_pausing_twice_says_who_was_first(terminal: Terminal) -> None:
    terminal.leadbell("relay", "pause", *WHY)

    ended = terminal.leadbell("relay", "pause", "--reason", "another")

    assert ended.code == 0
    assert ended.output.startswith("Sending is paused already: operator, by operator:eve since ")
    assert ended.output.endswith("until `relay resume`: Telegram is being repaired\n")
    assert trail(terminal) == ["relay pause"]


def test_resume_ends_the_pause_and_leaves_a_trail(terminal: Terminal) -> None:
    terminal.leadbell("relay", "pause", *WHY)

    ended = terminal.leadbell("relay", "resume", *WHY)

    assert (ended.code, ended.errors) == (0, "")
    assert ended.output.startswith("Lifted: operator, by operator:eve since ")
    assert terminal.leadbell("relay", "status").code == 0
    assert trail(terminal) == ["relay resume", "relay pause"]


def test_telegrams_own_pause_stays_and_says_until_when(terminal: Terminal) -> None:
    paused(terminal, RelayPause(PauseCause.THROTTLED, MONDAY_9AM, FAR, "429: too many requests"))

    ended = terminal.leadbell("relay", "resume", *WHY)

    assert ended.code == 0
    assert ended.output.splitlines() == [
        "Stays, since Telegram asked for it: throttled, by relay since 2026-11-02 09:00:00 UTC, "
        "until 2999-01-01 00:00:00 UTC: 429: too many requests",
        "There is nothing to resume.",
    ]
    assert trail(terminal) == []


@pytest.mark.parametrize("command", ["pause", "resume"])
def test_a_dry_run_changes_nothing(terminal: Terminal, command: str) -> None:
    paused(terminal, RelayPause(PauseCause.BREAKER, MONDAY_9AM, FAR, "no answers"))
    before = terminal.leadbell("relay", "status", "--json").json()

    ended = terminal.leadbell("relay", command, "--dry-run", *WHY)

    assert (ended.code, ended.errors) == (0, "")
    assert "ould be" in ended.output
    assert terminal.leadbell("relay", "status", "--json").json() == before
    assert trail(terminal) == []


def test_the_status_shows_what_waits_and_who_cannot_be_reached(terminal: Terminal) -> None:
    Messages(terminal.folder, YEARS_AGO).a_reminder_that_was(ChatUnreachable("403: bot was blocked by the user"))
    paused(terminal, RelayPause(PauseCause.MISCONFIGURED, YEARS_AGO, YEARS_AGO, "401: Unauthorized"))

    as_json, for_people = terminal.leadbell("relay", "status", "--json"), terminal.leadbell("relay", "status")

    assert (as_json.code, for_people.code) == (0, 0)
    status = as_json.json()
    [chat_state], [over] = status["unreachable"], status["pauses"]
    assert (chat_state["chat_id"], chat_state["reason"]) == (CHAT_ID, "403: bot was blocked by the user")
    assert (over["cause"], over["in_force"]) == ("misconfigured", False)
    assert status["entries"] == {"dead": 1}
    assert "403: bot was blocked by the user" in for_people.output
    assert "401: Unauthorized" in for_people.output
    assert "1 dead" in for_people.output
