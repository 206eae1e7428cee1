"""``leadbell outbox fence`` and ``prune``: what is done to the outbox as a whole."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url

from adapters.sql.files.locks import writer_lock
from application.delivery.outcome import NotSent, Rejected
from application.ports.transaction import Transaction
from tests.entrypoints.cli.keyboard import Keyboard
from tests.entrypoints.cli.messages import Messages
from tests.entrypoints.cli.terminal import Ended, Terminal
from tests.support.entries import a_card, an_answer
from tests.support.leads import LEAD_ID, OTHER_LEAD_ID

YEARS_AGO = datetime(2024, 11, 4, 9, 0, tzinfo=UTC)
WHY = ("--reason", "the disk broke")
FENCE = ("outbox", "fence", "--since", "2024-11-04T09:00:00Z", *WHY)
PRUNE = ("outbox", "prune", "--older-than", "30d", *WHY)


@pytest.fixture
def restored(terminal: Terminal) -> Terminal:
    """Years ago there waited a reminder, an answer, a card and its edit; the second and third step are due now."""
    messages = Messages(terminal.folder, YEARS_AGO)
    messages.a_reminder_that_was(NotSent("no network"))

    async def write(tx: Transaction) -> None:
        await tx.outbox.add(an_answer(), at=YEARS_AGO)
        card = await tx.outbox.add(a_card(), at=YEARS_AGO)
        await tx.outbox.add(a_card(edits=card), at=YEARS_AGO)

    messages.write(write)
    return terminal


@pytest.fixture
def pruneable(terminal: Terminal) -> Terminal:
    """A reminder that Telegram refused years ago."""
    Messages(terminal.folder, YEARS_AGO).a_reminder_that_was(Rejected("400"))
    return terminal


def entries(terminal: Terminal) -> list[tuple[str, str]]:
    """The oldest first."""
    listed = terminal.leadbell("outbox", "list", "--json").json()
    return [(entry["kind"], entry["state"]) for entry in reversed(listed)]


def trail(terminal: Terminal) -> list[tuple[str, str]]:
    return [(one["command"], one["reason"]) for one in terminal.leadbell("outbox", "actions", "--json").json()]


def said(ended: Ended) -> tuple[int, list[str], str]:
    return ended.code, ended.output.splitlines(), ended.errors


def test_fence_says_by_kind_what_it_leaves_unsent(restored: Terminal) -> None:
    ended = restored.leadbell(*FENCE, "--yes")

    assert said(ended) == (
        0,
        [
            "unconfirmed: 1 answer, 1 card, 1 reminder",
            "withdrawn: 1 card",
            "claimed and unconfirmed, since due: 2 reminder",
        ],
        "",
    )
    assert entries(restored) == [
        ("reminder", "unconfirmed"),
        ("answer", "unconfirmed"),
        ("card", "unconfirmed"),
        ("card", "withdrawn"),
        ("reminder", "unconfirmed"),
        ("reminder", "unconfirmed"),
    ]
    assert trail(restored) == [("outbox fence", "the disk broke")]


def test_a_fence_is_rehearsed_with_the_same_counts(restored: Terminal) -> None:
    before = entries(restored)

    ended = restored.leadbell(*FENCE, "--dry-run")

    assert said(ended) == (
        0,
        [
            "would be unconfirmed: 1 answer, 1 card, 1 reminder",
            "would be withdrawn: 1 card",
            "would be claimed and unconfirmed, since due: 2 reminder",
        ],
        "",
    )
    assert (entries(restored), trail(restored)) == (before, [])


def test_a_second_fence_says_that_there_is_nothing(restored: Terminal) -> None:
    restored.leadbell(*FENCE, "--yes")

    assert said(restored.leadbell(*FENCE, "--yes")) == (0, ["Nothing waits and nothing is due."], "")


def test_a_fence_is_not_built_beside_a_running_program(restored: Terminal) -> None:
    with writer_lock(make_url(f"sqlite+aiosqlite:///{restored.folder / 'leadbell.db'}")):
        ended = restored.leadbell(*FENCE, "--yes")

    assert (ended.code, ended.output) == (2, "")
    assert "is already running on leadbell.db: stop it first" in ended.errors


def test_what_cannot_be_claimed_is_named_and_is_a_finding(restored: Terminal) -> None:
    async def lose(tx: Transaction) -> None:
        [_, second, _] = await tx.reminders.rows_of([LEAD_ID])
        await tx.reminders.remove([LEAD_ID])
        await tx.reminders.add([replace(second, lead_id=OTHER_LEAD_ID, reminder_id=f"{OTHER_LEAD_ID}:1:1")])

    Messages(restored.folder).write(lose)

    ended = restored.leadbell(*FENCE, "--yes")

    assert ended.code == 1
    assert f"not claimed, since its lead cannot be read: {OTHER_LEAD_ID}:1:1" in ended.output.splitlines()


@pytest.mark.parametrize(("answer", "code", "left"), [("y\n", 0, 0), ("n\n", 1, 4)])
def test_on_a_terminal_the_fence_asks(
    restored: Terminal, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, left: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(answer))

    ended = restored.leadbell(*FENCE)

    assert ended.code == code
    assert ended.output.startswith("would be unconfirmed: 1 answer, 1 card, 1 reminder\n")
    assert [state for _, state in entries(restored)].count("queued") == left


def test_prune_forgets_what_ended_long_ago(pruneable: Terminal) -> None:
    ended = pruneable.leadbell(*PRUNE, "--yes")

    assert said(ended) == (0, ["1 entry was pruned."], "")
    shown = pruneable.leadbell("outbox", "show", "1", "--json").json()
    assert (shown["state"], shown["text"], shown["attempt_log"]) == ("dead", "", [])
    assert trail(pruneable) == [("outbox prune", "the disk broke")]


def test_prune_leaves_what_is_younger(pruneable: Terminal) -> None:
    ended = pruneable.leadbell("outbox", "prune", "--older-than", "36000d", "--yes", *WHY)

    assert said(ended) == (0, ["0 entries were pruned."], "")
    assert trail(pruneable) == []


def test_pruning_is_rehearsed(pruneable: Terminal) -> None:
    ended = pruneable.leadbell(*PRUNE, "--dry-run")

    assert said(ended) == (0, ["1 entry would be pruned."], "")
    assert pruneable.leadbell("outbox", "show", "1", "--json").json()["text"] != ""
