"""``leadbell inbox``: updates that failed, and what an operator may do with them."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from application.ports.inbox import InboundUpdate
from application.ports.transaction import Transaction
from tests.entrypoints.cli.terminal import Terminal
from tests.support.databases import open_for_bot
from tests.support.leads import BOT_ID, MONDAY_9AM

WORDS = "Met Anna, +48 600 100 200"
NOTE = InboundUpdate(BOT_ID, 10, 70, json.dumps({"update_id": 10, "message": {"text": WORDS}}), "m-70-1", 70)


async def in_database(folder: Path, work: Callable[[Transaction], Awaitable[object]]) -> None:
    async with open_for_bot(f"sqlite+aiosqlite:///{folder / 'leadbell.db'}") as database, database.write() as tx:
        await work(tx)


def with_a_failed_update(terminal: Terminal) -> None:
    async def work(tx: Transaction) -> None:
        await tx.inbox.keep([NOTE], at=MONDAY_9AM)
        assert await tx.inbox.mark_handled(NOTE, at=MONDAY_9AM, problem="KeyError")

    asyncio.run(in_database(terminal.folder, work))


def test_an_update_that_failed_is_listed_without_its_words(terminal: Terminal) -> None:
    with_a_failed_update(terminal)

    listed = terminal.leadbell("inbox", "list", "--json")
    shown = terminal.leadbell("inbox", "show", "1", "--json")
    with_words = terminal.leadbell("inbox", "show", "1", "--with-words", "--json")

    [row] = json.loads(listed.output)
    assert (row["update_number"], row["state"], row["kind"], row["problem"]) == (1, "failed", "message", "KeyError")
    assert WORDS not in listed.output + shown.output
    assert WORDS in with_words.output


def test_an_update_that_failed_waits_again_once(terminal: Terminal) -> None:
    with_a_failed_update(terminal)

    retried = terminal.leadbell("inbox", "retry", "1", "--reason", "repaired")
    again = terminal.leadbell("inbox", "retry", "1", "--reason", "repaired")

    assert (retried.code, retried.output) == (0, "Update 1 waits to be handled once more.\n")
    assert again.code == 2
    assert "it is waiting, not failed" in again.errors


def test_a_discarded_update_loses_its_words(terminal: Terminal) -> None:
    with_a_failed_update(terminal)

    discarded = terminal.leadbell("inbox", "discard", "1", "--reason", "spam", "--yes")
    shown = terminal.leadbell("inbox", "show", "1", "--with-words", "--json")

    assert (discarded.code, discarded.output) == (0, "Update 1 is given up.\n")
    assert json.loads(shown.output)["payload"] == ""


def test_what_is_to_be_retried_must_be_said(terminal: Terminal) -> None:
    for arguments in ([], ["1", "--all-failed"], ["0"]):
        ended = terminal.leadbell("inbox", "retry", *arguments, "--reason", "x")

        assert ended.code == 2
        assert ended.output == ""
