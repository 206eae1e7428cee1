"""Workers do not read the same time: one may ask for a chat's turn by a clock that is behind, or was read earlier."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.databases import DATABASES, a_fresh_database
from tests.support.entries import an_answer
from tests.support.leads import CHAT_ID, MONDAY_9AM

GAP = timedelta(seconds=1.05)
BEHIND = timedelta(milliseconds=200)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("database", DATABASES)
async def test_a_gap_holds_for_a_worker_whose_clock_is_behind(database: str, tmp_path: Path) -> None:
    async with a_fresh_database(database, tmp_path) as transactions:
        async with transactions.write() as tx:
            await tx.outbox.add(an_answer(), at=MONDAY_9AM - HOUR)
            await tx.chat_states.throttle_until({CHAT_ID: MONDAY_9AM + GAP}, at=MONDAY_9AM)

        async with transactions.write() as tx:
            now = MONDAY_9AM - BEHIND
            assert await tx.outbox.lease_due(now, lease_until=now + HOUR, limit=1) == []
            assert await tx.outbox.next_due_at(now) == MONDAY_9AM + GAP


@pytest.mark.parametrize("database", DATABASES)
async def test_a_long_pause_is_not_cut_short_by_a_worker_whose_clock_is_behind(database: str, tmp_path: Path) -> None:
    async with a_fresh_database(database, tmp_path) as transactions:
        async with transactions.write() as tx:
            await tx.chat_states.throttle_until({CHAT_ID: MONDAY_9AM + HOUR}, at=MONDAY_9AM)

        async with transactions.write() as tx:
            await tx.chat_states.throttle_until({CHAT_ID: MONDAY_9AM + GAP}, at=MONDAY_9AM - BEHIND)

        async with transactions.read() as tx:
            assert (await tx.chat_states.get(CHAT_ID)).free_at == MONDAY_9AM + HOUR
