"""Transactions and files of a note from getUpdates to three settled messages, and of an idle minute, on SQLite.

The whole program in this process, beside the sandbox's Bot API server, which is Telegram and not counted.
"""

import asyncio
import sqlite3
from collections import Counter as Tally
from pathlib import Path

import pytest

from tests.benchmarks.counting import Counted, counter
from tests.journeys.journey import ANNA, a_journey

pytestmark = pytest.mark.benchmark
MESSAGES = 3
"""The acknowledging card, its edit with the plan, the first reminder."""
HOW_MANY_SETTLED = "SELECT count(*) FROM outbox WHERE state = 'sent'"
AT_REST_S = 2.0
MINUTE_S = 60.0

connect = sqlite3.connect


async def test_the_way_of_a_note_and_an_idle_minute(tmp_path: Path) -> None:
    with counter() as counts:
        async with a_journey(tmp_path) as journey:
            await asyncio.sleep(AT_REST_S)
            with counts.counting() as way:
                journey.you.say(ANNA)
                while asked(tmp_path, HOW_MANY_SETTLED) != str(MESSAGES):  # noqa: ASYNC110 - no event signals it
                    await asyncio.sleep(0.02)
            await asyncio.sleep(AT_REST_S)
            with counts.counting() as idle:
                await asyncio.sleep(MINUTE_S)
    lead_id = asked(tmp_path, "SELECT lead_id FROM lead_list").replace("-", "")
    show_way(way, {lead_id, str(journey.you.profile.id)})
    show_idle_minute(idle)


def asked(folder: Path, query: str) -> str:
    """On a connection that is not counted."""
    connection = connect(folder / "leadbell.db")
    try:
        return str(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def show_way(way: Counted, names: set[str]) -> None:
    own = [one for one in way.transactions if one.is_of(names)]
    assert len(own) <= 11
    print(f"\nfiles: {len(way.files)}, functions: {len(way.functions)}, statements: {len(way.statements)}")
    print(f"transactions: {len(way.transactions)}, of them the note's own: {len(own)}")
    for title, some in (("the note's own", own), ("looks of the loops", [o for o in way.transactions if o not in own])):
        print(f"{title}:")
        for (kind, purpose), times in sorted(Tally((one.kind, one.purpose) for one in some).items()):
            print(f"  {times:3} {kind:5} {purpose}")


def show_idle_minute(idle: Counted) -> None:
    writes = sum(1 for one in idle.transactions if one.kind == "write")
    assert (writes, len(idle.statements) <= 120) == (0, True)
    print(f"an idle minute: {len(idle.statements)} statements, {writes} write transactions")
    print(f"  {len(idle.transactions) - writes} read transactions, {len(idle.functions)} functions")
    for statement, times in Tally(statement.split("\n")[0][:60] for statement in idle.statements).most_common(5):
        print(f"  {times:4} {statement}")
