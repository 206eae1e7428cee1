"""On a full disk nothing is sent, and outcomes of earlier sends are recorded when there is space again."""

import asyncio
from datetime import timedelta
from pathlib import Path

from application.delivery.attempt import Verdict
from application.delivery.entry import EntryState
from tests.faults.bot_api.faults import latency
from tests.faults.bot_api.rules import Rule
from tests.faults.databases.small_disk import empty_disk_for, fill_disk_for
from tests.faults.workplace import FIRST_CHAT, a_workplace, at_work, once_each
from tests.support.databases import SQLITE

REMINDERS = 6
TRIES_S = 1.2
LEASE, REQUEST_TIMEOUT = timedelta(seconds=60), timedelta(seconds=10)


async def test_nothing_is_sent_that_cannot_be_recorded(tmp_path: Path) -> None:
    async with a_workplace(SQLITE, tmp_path) as place, at_work(place.order()) as [worker]:
        fill_disk_for(worker.pid)
        await place.reminders(REMINDERS)
        await asyncio.sleep(TRIES_S)
        sent_with_full_disk = await place.accepted()

        empty_disk_for(worker.pid)
        await place.all_are(EntryState.SENT, REMINDERS)

        assert sent_with_full_disk == {}
        assert await place.accepted() == once_each(REMINDERS)


async def test_an_outcome_is_kept_until_there_is_space(tmp_path: Path) -> None:
    rules = [Rule(latency(after_s=0.5), chat_ids=[FIRST_CHAT])]
    async with a_workplace(SQLITE, tmp_path, rules=rules) as place:
        async with at_work(place.order(lease=LEASE, request_timeout=REQUEST_TIMEOUT)) as [worker]:
            await place.reminders(1)
            await place.server.until_accepted(1)
            fill_disk_for(worker.pid)
            await place.reminders(REMINDERS - 1, first_chat=FIRST_CHAT + 1)
            await asyncio.sleep(TRIES_S)
            meanwhile = (await place.accepted()).total(), await place.states()

            empty_disk_for(worker.pid)
            entries = await place.all_are(EntryState.SENT, REMINDERS)

        assert meanwhile == (1, {EntryState.SENDING: 1})
        assert await place.accepted() == once_each(REMINDERS)
        assert [attempt.verdict for attempt in await place.attempts(entries[0])] == [Verdict.SENT]
