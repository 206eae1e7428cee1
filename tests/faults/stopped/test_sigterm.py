"""SIGTERM: attempts in flight are ended, and soon."""

import asyncio
import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest

from application.delivery.entry import EntryState
from tests.faults.bot_api.faults import latency, silence_before
from tests.faults.bot_api.rules import Rule
from tests.faults.workplace import REQUEST_TIMEOUT, Workplace, a_workplace, at_work
from tests.journeys.program import settings, start
from tests.support.databases import POSTGRESQL, SQLITE

MESSAGES = 8
ENDS_WITHIN = REQUEST_TIMEOUT + timedelta(seconds=2)
LONGEST_END_S = 30
SLOW = [Rule(latency(before_s=0.35, after_s=0.35))]


@pytest.mark.parametrize("database", [SQLITE, POSTGRESQL])
async def test_attempts_in_flight_are_sent_and_settled(database: str, tmp_path: Path) -> None:
    async with a_workplace(database, tmp_path, rules=SLOW) as place:
        await place.reminders(MESSAGES)
        async with at_work(place.order()) as [worker]:
            await place.server.until_arrived(2)

            asked_at = time.monotonic()
            code = await worker.stop()

        assert (code, time.monotonic() - asked_at < ENDS_WITHIN.total_seconds()) == (0, True)
        await nothing_hangs_in_the_air(place)


@pytest.mark.faults
async def test_the_program_of_the_command_line_ends_well_too(tmp_path: Path) -> None:
    async with a_workplace(SQLITE, tmp_path, rules=SLOW) as place:
        await place.reminders(MESSAGES)
        environment = settings(place.url, place.server.url, LEASE="3s", REQUEST_TIMEOUT="1s")
        program = await start("worker", environment=environment, folder=tmp_path)
        await place.server.until_arrived(2)

        program.send_signal(signal.SIGTERM)

        assert await asyncio.wait_for(program.wait(), LONGEST_END_S) == 0
        await nothing_hangs_in_the_air(place)


async def test_silence_is_waited_out_and_recorded(tmp_path: Path) -> None:
    async with a_workplace(SQLITE, tmp_path, rules=[Rule(silence_before())]) as place:
        async with at_work(place.order()) as [worker]:
            await place.reminders(1)
            await place.server.until_arrived(1)

            asked_at = time.monotonic()
            code = await worker.stop()

        assert (code, time.monotonic() - asked_at < ENDS_WITHIN.total_seconds()) == (0, True)
        assert await place.states() == {EntryState.UNCONFIRMED: 1}


async def nothing_hangs_in_the_air(place: Workplace) -> None:
    states, accepted = await place.states(), await place.accepted()
    assert set(states) <= {EntryState.SENT, EntryState.QUEUED}
    assert states[EntryState.SENT] == accepted.total() >= 2
