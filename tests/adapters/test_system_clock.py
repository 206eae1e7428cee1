"""The one adapter that reads the clock, and the proof that no other module does."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from freezegun import freeze_time

from adapters.system_clock import SystemClock

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("domain", "application", "adapters", "entrypoints")
READS_THE_CLOCK = re.compile(r"datetime\.(?:now|utcnow|today)\(|date\.today\(|time\.(?:time|monotonic|perf_counter)\b")


def test_it_tells_the_time_in_utc() -> None:
    with freeze_time("2026-11-23 09:30:00"):
        now = SystemClock().now()

    assert now == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert now.tzinfo is UTC


async def test_it_does_not_sleep_until_a_time_that_has_passed() -> None:
    with freeze_time("2026-11-23 09:30:00", real_asyncio=True):
        clock = SystemClock()

        await clock.sleep_until(clock.now() - timedelta(days=1))
        await clock.sleep_until(clock.now())


async def test_it_sleeps_until_the_clock_is_there_however_it_got_there() -> None:
    with freeze_time("2026-11-23 09:30:00", real_asyncio=True, auto_tick_seconds=1) as frozen:
        clock = SystemClock()
        wanted = datetime(2026, 11, 23, 9, 30, 0, 50_000, tzinfo=UTC)

        await clock.sleep_until(wanted)

        assert frozen().replace(tzinfo=UTC) >= wanted


def test_no_other_module_reads_the_clock() -> None:
    readers = {
        str(file.relative_to(REPOSITORY))
        for room in ROOMS
        for file in (REPOSITORY / room).rglob("*.py")
        if READS_THE_CLOCK.search(file.read_text())
    }

    # The sandbox's server may stand alone in tests; the program hands it the clock of the adapter.
    assert readers == {"adapters/system_clock.py", "entrypoints/sandbox/server.py"}
