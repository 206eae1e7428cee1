import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from adapters.memory.manual_clock import ManualClock
from tests.support.leads import MONDAY_9AM

HOUR = timedelta(hours=1)
NAIVE = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - that is what is refused


async def _falls_asleep(sleeper: asyncio.Task[None]) -> None:
    """Lets it run as far as it gets without the clock."""
    await asyncio.sleep(0)
    assert not sleeper.done()


def test_the_clock_speaks_utc_whatever_it_was_started_with() -> None:
    clock = ManualClock(MONDAY_9AM.astimezone(timezone(timedelta(hours=5))))

    assert clock.now() == MONDAY_9AM
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("move", [lambda clock: clock.advance(HOUR), lambda clock: clock.move_to(MONDAY_9AM + HOUR)])
def test_a_move_moves_both_clocks(move: Callable[[ManualClock], None]) -> None:
    clock = ManualClock(MONDAY_9AM)
    started = clock.monotonic()

    move(clock)

    assert clock.now() == MONDAY_9AM + HOUR
    assert clock.monotonic() - started == 3600


@pytest.mark.parametrize("by", [HOUR, -HOUR])
def test_a_wall_clock_that_jumps_leaves_the_monotonic_one_alone(by: timedelta) -> None:
    clock = ManualClock(MONDAY_9AM)
    started = clock.monotonic()

    clock.jump_wall_clock(by)

    assert clock.now() == MONDAY_9AM + by
    assert clock.monotonic() == started


def test_time_does_not_run_backwards() -> None:
    clock = ManualClock(MONDAY_9AM)

    with pytest.raises(ValueError, match="backwards"):
        clock.move_to(MONDAY_9AM - HOUR)


async def test_a_sleeper_wakes_when_its_time_has_come_and_not_before() -> None:
    clock = ManualClock(MONDAY_9AM)
    sleeper = asyncio.ensure_future(clock.sleep_until(MONDAY_9AM + 2 * HOUR))
    await _falls_asleep(sleeper)

    clock.advance(HOUR)
    await _falls_asleep(sleeper)
    clock.advance(HOUR)

    await asyncio.wait_for(sleeper, timeout=5)


async def test_a_sleeper_wakes_when_the_wall_clock_is_set_past_its_time() -> None:
    clock = ManualClock(MONDAY_9AM)
    sleeper = asyncio.ensure_future(clock.sleep_until(MONDAY_9AM + HOUR))
    await _falls_asleep(sleeper)

    clock.jump_wall_clock(2 * HOUR)

    await asyncio.wait_for(sleeper, timeout=5)


async def test_sleeping_until_a_time_gone_by_returns_at_once() -> None:
    clock = ManualClock(MONDAY_9AM)

    await asyncio.wait_for(clock.sleep_until(MONDAY_9AM), timeout=5)


async def test_naive_times_are_refused() -> None:
    clock = ManualClock(MONDAY_9AM)

    with pytest.raises(ValueError, match="naive"):
        ManualClock(NAIVE)
    with pytest.raises(ValueError, match="naive"):
        clock.move_to(NAIVE)
    with pytest.raises(ValueError, match="naive"):
        await clock.sleep_until(NAIVE)
