"""A 429 holds for all workers, also for a worker that starts in the middle of the pause."""

import asyncio
import time
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from application.delivery.pacing import Pacing
from tests.faults.bot_api.faults import too_many_requests
from tests.faults.bot_api.limits import Limits
from tests.faults.bot_api.rules import Rule
from tests.faults.until import until
from tests.faults.workplace import Workplace, a_workplace, at_work, once_each
from tests.support.databases import POSTGRESQL, SQLITE

CHATS = 30
PAUSE_S = 5
STORM = [Rule(too_many_requests(PAUSE_S), methods=["sendMessage"], nth=[5], times=1)]
STRICT = Limits(per_second=None, per_chat_s=None, penalty=True)
PACING = Pacing()
ON_THEIR_WAY_S = PACING.horizon.total_seconds() + 0.1
"""A message that had its slot before the pause was recorded still comes, and is refused."""


@pytest.mark.parametrize(("database", "count"), [pytest.param(SQLITE, 1, marks=pytest.mark.faults), (POSTGRESQL, 2)])
async def test_no_worker_sends_before_the_pause_is_over(database: str, count: int, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path, rules=STORM, limits=STRICT) as place:
        orders = [place.order(pacing=PACING)] * count
        await place.reminders(CHATS)
        async with at_work(*orders) as doomed:
            recorded = await a_recorded_pause(place)
            await asyncio.sleep(ON_THEIR_WAY_S)
            await place.until(lambda now: EntryState.SENDING not in {one.state for one in now})
            for worker in doomed:
                worker.kill()
                await worker.ended()
            killed = time.monotonic()

        async with at_work(*orders):
            entries = await place.all_are(EntryState.SENT, CHATS)

        record = await place.server.record()
        asked = min(one.answered_mono for one in record if one.status == 429 and one.answered_mono)
        assert killed < asked + PAUSE_S, "the workers died too late for this test to say anything"
        in_pause = [one.arrived_mono for one in record if asked < one.arrived_mono < asked + PAUSE_S]
        assert max(in_pause, default=recorded) <= recorded + ON_THEIR_WAY_S
        assert all(one.arrived_mono <= recorded + ON_THEIR_WAY_S for one in record if one.violation)
        assert await place.accepted() == once_each(CHATS)
        assert {entry.attempts for entry in entries} == {1}


async def a_recorded_pause(place: Workplace) -> float:
    """Return the monotonic clock's time at which it was seen in the database."""

    async def seen_at() -> float:
        async with place.database.read() as tx:
            return time.monotonic() if await tx.rate_limiter.pauses() else 0

    return await until(seen_at, within_s=30, every_s=0.01)
