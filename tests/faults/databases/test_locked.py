"""A database that another client has locked costs time only."""

from datetime import timedelta
from pathlib import Path

import pytest

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from tests.faults.bot_api.faults import latency
from tests.faults.bot_api.rules import Rule
from tests.faults.databases.locking import locked_for
from tests.faults.workplace import FIRST_CHAT, a_workplace, at_work, once_each
from tests.support.databases import POSTGRESQL, SQLITE

REMINDERS = 12
LEASE, REQUEST_TIMEOUT = timedelta(seconds=60), timedelta(seconds=10)
ONE_IS_SLOW = [Rule(latency(after_s=1.0), chat_ids=[FIRST_CHAT])]
FOR_LONG = pytest.param(timedelta(seconds=15), marks=pytest.mark.faults)


@pytest.mark.parametrize("duration", [timedelta(seconds=2.5), FOR_LONG], ids=["2.5 s", "15 s"])
@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
async def test_sends_during_the_lock_are_recorded_and_the_rest_follows(
    database: str, duration: timedelta, tmp_path: Path
) -> None:
    async with a_workplace(database, tmp_path, rules=ONE_IS_SLOW) as place:
        order = place.order(lease=LEASE, request_timeout=REQUEST_TIMEOUT)
        async with at_work(order) as [worker]:
            await place.reminders(1)
            await place.server.until_arrived(1)
            await place.reminders(REMINDERS - 1, first_chat=FIRST_CHAT + 1)

            await locked_for(place.url, duration)
            entries = await place.all_are(EntryState.SENT, REMINDERS)

            assert worker.is_alive
        assert await place.accepted() == once_each(REMINDERS)
        for entry in entries:
            assert [attempt.verdict for attempt in await place.attempts(entry)] == [Verdict.SENT]


@pytest.mark.parametrize("database", [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.faults)])
async def test_a_lock_that_outlives_the_lease_makes_no_worker_send_twice(database: str, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path, rules=ONE_IS_SLOW) as place:
        order = place.order(lease=timedelta(seconds=1.9), request_timeout=timedelta(seconds=0.9))
        await place.server.set_rules([Rule(latency(after_s=0.6), chat_ids=[FIRST_CHAT])])
        async with at_work(order):
            await place.reminders(1)
            await place.server.until_arrived(1)

            await locked_for(place.url, timedelta(seconds=3.5))
            [entry] = await place.all_are(EntryState.SENT, 1)

        assert (await place.attempts(entry))[-1].verdict is Verdict.SENT
        assert await place.accepted() == once_each(1)
