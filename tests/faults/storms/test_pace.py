"""Three workers on one database keep together to what Telegram allows one bot."""

from datetime import timedelta
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from application.delivery.pacing import Pacing
from tests.faults.bot_api.limits import Limits
from tests.faults.bot_api.rates import most_in_any_second, shortest_gap_in_a_chat
from tests.faults.workplace import FIRST_CHAT, Workplace, a_workplace, at_work
from tests.journeys.many_leads import due_leads
from tests.journeys.program import processes, settings
from tests.support.databases import POSTGRESQL

TELEGRAM = Limits(per_second=30, per_chat_s=1.0, penalty=True)


async def test_three_workers_break_no_limit(tmp_path: Path) -> None:
    messages, chats = 75, 25
    async with a_workplace(POSTGRESQL, tmp_path, limits=TELEGRAM) as place:
        await due_leads(place.database, count=messages, chats=range(FIRST_CHAT, FIRST_CHAT + chats))
        async with at_work(*[place.order(pacing=Pacing())] * 3):
            await none_is_refused(place, messages)


@pytest.mark.faults
async def test_three_programs_break_no_limit_for_a_minute(tmp_path: Path) -> None:
    messages, chats = 1500, 200
    async with a_workplace(POSTGRESQL, tmp_path, limits=TELEGRAM) as place:
        await due_leads(place.database, count=messages, chats=range(FIRST_CHAT, FIRST_CHAT + chats))
        environment = settings(place.url, place.server.url)
        async with processes("worker", environment=environment, folder=tmp_path, count=3):
            await none_is_refused(place, messages)


async def none_is_refused(place: Workplace, messages: int) -> None:
    await place.server.until_accepted(messages, within=timedelta(seconds=60 + messages / 10))
    await place.all_are(EntryState.SENT, messages)
    counts, record = await place.server.counts(), await place.server.record()
    assert (counts.arrived["sendMessage"], dict(counts.violations)) == (messages, {})
    assert most_in_any_second(record) <= 30
    assert shortest_gap_in_a_chat(record) >= 1.0
