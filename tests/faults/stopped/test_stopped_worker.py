"""SIGSTOP, the lease runs out, SIGCONT: a worker that comes back too late is fenced, and settles good news only."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from application.delivery.attempt import Verdict
from application.delivery.entry import Entry, EntryState
from tests.faults.bot_api.faults import latency
from tests.faults.bot_api.rules import Rule
from tests.faults.points import Point
from tests.faults.stopped.freezing import freeze, freezing_at, frozen, thaw
from tests.faults.until import until
from tests.faults.worker_process import WorkerProcess, a_worker
from tests.faults.workplace import FIRST_CHAT, LEASE, Workplace, a_workplace, at_work
from tests.support.databases import POSTGRESQL

UNHURRIED = timedelta(seconds=20)
"""A lease in which another worker can start on any machine."""
WITHIN_A_TRANSACTION = timedelta(seconds=60)
SLOW = [Rule(latency(before_s=0.3), methods=["sendMessage"])]


@pytest.mark.parametrize("point", [pytest.param(Point.AFTER_LEASE, marks=pytest.mark.faults), Point.BEFORE_CALL])
async def test_a_worker_stopped_before_the_call_does_not_call_when_half_the_lease_is_over(
    point: Point, tmp_path: Path
) -> None:
    async with a_workplace(POSTGRESQL, tmp_path) as place, a_frozen_worker(place, point) as sleeper:
        async with at_work(place.order()):
            await place.all_are(EntryState.UNCONFIRMED, 1)

            thaw(sleeper.pid)
            entry = await last_attempt(place, Verdict.NOT_SENT, Verdict.WITHHELD)

        assert entry.state is EntryState.UNCONFIRMED
        assert await place.server.record() == []


async def test_a_worker_stopped_with_the_answer_in_hand_brings_good_news_late(tmp_path: Path) -> None:
    async with a_workplace(POSTGRESQL, tmp_path) as place, a_frozen_worker(place, Point.ANSWERED) as sleeper:
        async with at_work(place.order()):
            await place.all_are(EntryState.UNCONFIRMED, 1)

            thaw(sleeper.pid)
            [entry] = await place.all_are(EntryState.SENT, 1)

        assert [attempt.verdict for attempt in await place.attempts(entry)] == [Verdict.LEASE_OVER, Verdict.SENT]
        assert await place.accepted() == {FIRST_CHAT: 1}


async def test_a_worker_stopped_while_telegram_had_its_request_sends_no_second(tmp_path: Path) -> None:
    async with a_workplace(POSTGRESQL, tmp_path, rules=SLOW) as place, a_worker(place.order()) as sleeper:
        await place.reminders(1)
        sleeper.begin()
        await place.server.until_arrived(1)
        freeze(sleeper.pid)
        async with at_work(place.order()):
            await place.all_are(EntryState.UNCONFIRMED, 1)

            thaw(sleeper.pid)
            entry = await last_attempt(place, Verdict.SENT, Verdict.UNCONFIRMED)

        last = (await place.attempts(entry))[-1]
        assert entry.state is (EntryState.SENT if last.verdict is Verdict.SENT else EntryState.UNCONFIRMED)
        assert await place.accepted() == {FIRST_CHAT: 1}


async def test_a_worker_stopped_for_less_than_half_the_lease_goes_on(tmp_path: Path) -> None:
    async with (
        a_workplace(POSTGRESQL, tmp_path) as place,
        a_frozen_worker(place, Point.BEFORE_CALL, UNHURRIED) as sleeper,
    ):
        async with at_work(place.order(lease=UNHURRIED)):
            await asyncio.sleep(LEASE.total_seconds() / 6)  # the time that a process is stopped is real

            thaw(sleeper.pid)
            [entry] = await place.all_are(EntryState.SENT, 1)

        assert [attempt.verdict for attempt in await place.attempts(entry)] == [Verdict.SENT]
        assert await place.accepted() == {FIRST_CHAT: 1}


@pytest.mark.faults
@pytest.mark.parametrize("point", [Point.BEFORE_LEASE, Point.BEFORE_SETTLE])
async def test_a_worker_stopped_within_a_transaction_does_not_stop_the_others(point: Point, tmp_path: Path) -> None:
    async with a_workplace(POSTGRESQL, tmp_path) as place, a_frozen_worker(place, point) as sleeper:
        async with at_work(place.order()):
            await place.reminders(3, first_chat=6001)

            await place.server.until_accepted(3 + (point is Point.BEFORE_SETTLE), within=WITHIN_A_TRANSACTION)
            thaw(sleeper.pid)
            await place.all_are(EntryState.SENT, 4)

        assert await place.accepted() == {FIRST_CHAT: 1, 6001: 1, 6002: 1, 6003: 1}


@asynccontextmanager
async def a_frozen_worker(place: Workplace, point: Point, lease: timedelta = LEASE) -> AsyncIterator[WorkerProcess]:
    """It has one reminder in hand."""
    await place.reminders(1)
    async with a_worker(place.order(wrapped=partial(freezing_at, point), lease=lease)) as worker:
        worker.begin()
        await frozen(worker.pid)
        yield worker


async def last_attempt(place: Workplace, *verdicts: Verdict) -> Entry:
    """Return the only entry, once its last attempt has such a verdict."""

    async def ended() -> Entry | None:
        [entry] = await place.entries()
        attempts = await place.attempts(entry)
        return entry if attempts and attempts[-1].verdict in verdicts else None

    entry = await until(ended, within_s=10)
    assert entry is not None
    return entry
