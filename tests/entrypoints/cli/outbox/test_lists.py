"""``leadbell outbox list``, ``show``, ``actions``: filters, and what is known about one message."""

from typing import Any

import pytest

from application.delivery.outcome import Unconfirmed
from application.ports.transaction import Transaction
from tests.entrypoints.cli.messages import Messages
from tests.entrypoints.cli.terminal import Terminal
from tests.support.entries import a_card, a_reminder, an_answer
from tests.support.leads import LEAD_ID, MONDAY_9AM, OTHER_LEAD_ID

GROUP = -1001234567890
WHY = ("--reason", "Ada has phoned")


@pytest.fixture
def three(terminal: Terminal) -> Terminal:
    """An answer to a group at nine, a card at ten, a reminder of another lead at eleven."""

    async def write(tx: Transaction) -> None:
        await tx.outbox.add(an_answer(GROUP), at=MONDAY_9AM)
        await tx.outbox.add(a_card(), at=MONDAY_9AM.replace(hour=10))
        await tx.outbox.add(a_reminder(lead_id=OTHER_LEAD_ID), at=MONDAY_9AM.replace(hour=11))

    Messages(terminal.folder).write(write)
    return terminal


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ((), [3, 2, 1]),
        (("--kind", "card"), [2]),
        (("--chat", str(GROUP)), [1]),
        (("--lead", str(LEAD_ID)), [2]),
        (("--lead", str(OTHER_LEAD_ID)), [3]),
        (("--since", "2026-11-02T10:00:00Z"), [3, 2]),
        (("--before", "2026-11-02T12:00:00+02:00"), [1]),
        (("--since", "2026-11-02T10:00", "--before", "2026-11-02T11:00"), [2]),
        (("--state", "queued", "--limit", "1"), [3]),
        (("--state", "dead"), []),
        (("--kind", "card", "--chat", str(GROUP)), []),
    ],
)
def test_a_list_has_what_all_its_filters_let_through(three: Terminal, filters: tuple[str, ...], ids: list[int]) -> None:
    listed = three.leadbell("outbox", "list", *filters, "--json").json()

    assert [entry["entry_id"] for entry in listed] == ids


def a_history(terminal: Terminal) -> Any:
    Messages(terminal.folder).a_reminder_that_was(Unconfirmed("no answer"))
    assert terminal.leadbell("outbox", "resend", "1", "--accept-duplicate", *WHY).code == 0
    return terminal.leadbell("outbox", "show", "1", "--json").json()


def test_show_gives_the_attempts_and_what_operators_did(terminal: Terminal) -> None:
    shown = a_history(terminal)

    [attempt] = shown["attempt_log"]
    assert (attempt["number"], attempt["verdict"], attempt["counted"]) == (1, "unconfirmed", True)
    assert (attempt["leased_at"], attempt["reason"]) == (MONDAY_9AM.isoformat(), "no answer")
    [action] = shown["actions"]
    assert (action["command"], action["reason"]) == ("outbox resend", "Ada has phoned")
    assert shown["attempts"] == 1


def test_show_for_people_has_them_below_the_message(terminal: Terminal) -> None:
    a_history(terminal)

    lines = terminal.leadbell("outbox", "show", "1").output.splitlines()

    assert ["state", "queued"] in [line.split() for line in lines]
    [attempt] = [line for line in lines[lines.index("Attempts:") :] if "no answer" in line]
    [action] = [line for line in lines[lines.index("Actions of operators:") :] if "outbox resend" in line]
    assert "unconfirmed" in attempt
    assert "Ada has phoned" in action


def test_a_new_message_has_no_such_tables(three: Terminal) -> None:
    ended = three.leadbell("outbox", "show", "1")

    assert ended.code == 0
    assert "Attempts:" not in ended.output
    assert "operators:" not in ended.output


def test_the_trail_is_newest_first_and_can_be_of_one_entry(terminal: Terminal) -> None:
    a_history(terminal)
    terminal.leadbell("relay", "pause", *WHY)

    of_all = terminal.leadbell("outbox", "actions", "--json").json()
    of_one = terminal.leadbell("outbox", "actions", "--entry", "1", "--json").json()
    newest = terminal.leadbell("outbox", "actions", "--limit", "1", "--json").json()

    assert [one["command"] for one in of_all] == ["relay pause", "outbox resend"]
    assert [one["command"] for one in of_one] == ["outbox resend"]
    assert [one["command"] for one in newest] == ["relay pause"]
