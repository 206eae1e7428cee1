"""``kill -9`` at every point, on a healthy send and on each faulty one, under both policies, on both databases."""

import asyncio
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from application.delivery.entry import DeliveryPolicy
from tests.faults.crash_table.crash import Crash
from tests.faults.crash_table.table import FAULTY, HEALTHY, Ending, Send, can_happen, expected
from tests.faults.database_urls import a_fresh_url
from tests.faults.points import Point
from tests.support.databases import POSTGRESQL, SQLITE

POINTS = [point for point in Point if point is not Point.BEFORE_CALL]
"""The row after the lease is that row too: no call was made."""
AT_ONCE = 12
"""Most of a crash is waiting for a lease to end."""

on_both_databases = pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
with_time_for_one = pytest.mark.parametrize("database", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.faults)])
"""Each crash takes a few programs: `make test` has the time for one of the two."""


@with_time_for_one
async def test_a_crash_of_a_healthy_send_ends_as_in_the_table(database: str, tmp_path: Path) -> None:
    endings = await played(all_of(HEALTHY), database, tmp_path)

    assert not_as_in_the_table(endings) == []


@pytest.mark.faults
@pytest.mark.parametrize("send", FAULTY, ids=lambda send: send.name)
@on_both_databases
async def test_a_crash_of_a_faulty_send_ends_as_in_the_table(send: Send, database: str, tmp_path: Path) -> None:
    endings = await played(all_of(send), database, tmp_path)

    assert not_as_in_the_table(endings) == []


def all_of(send: Send) -> list[Crash]:
    return [Crash(point, send, policy) for point in POINTS if can_happen(point, send) for policy in DeliveryPolicy]


def not_as_in_the_table(endings: Mapping[Crash, Ending]) -> list[str]:
    return [
        f"{crash.send.name}, killed {crash.point}, {crash.policy}: {ending}"
        for crash, ending in endings.items()
        if ending != expected(crash.point, crash.send, crash.policy)
    ]


async def played(crashes: Collection[Crash], database: str, folder: Path) -> dict[Crash, Ending]:
    """Several at once, each on a database of its own."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(crash: Crash, number: int) -> Ending:
        room = folder / str(number)
        room.mkdir()
        try:
            async with turns, a_fresh_url(database, room) as url:
                return await crash.played(url, room)
        except Exception as error:
            error.add_note(f"in the row: {crash}")
            raise

    async with a_fresh_url(database, folder):  # the first of a session takes longer, and must not be made twice at once
        pass
    async with asyncio.TaskGroup() as tasks:
        playing = [(crash, tasks.create_task(one(crash, number))) for number, crash in enumerate(crashes)]
    return {crash: task.result() for crash, task in playing}
