"""The sandbox's clock: faster than life, skipped at will, never back."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest

from entrypoints.sandbox.clock import SandboxClock
from tests.entrypoints.sandbox.scene import NOON, HandClock

HOUR = timedelta(hours=1)


def a_clock(hand: HandClock, *, speed: float = 1.0, offset: timedelta = timedelta(0)) -> SandboxClock:
    return SandboxClock(hand.now, hand.monotonic, speed, offset=offset)


def test_it_goes_with_real_time_and_skips(clock: HandClock) -> None:
    sandbox = a_clock(clock)

    sandbox.advance(3 * HOUR)
    clock.move(HOUR)

    assert sandbox.now() == NOON + 4 * HOUR


def test_its_speed_multiplies_real_time_but_not_skips(clock: HandClock) -> None:
    sandbox = a_clock(clock, speed=60)

    sandbox.advance(HOUR)
    clock.move(timedelta(minutes=2))

    assert sandbox.now() == NOON + 3 * HOUR
    assert sandbox.monotonic() == 2 * 60 * 60


def test_it_does_not_go_back_when_the_computer_s_clock_does(clock: HandClock) -> None:
    sandbox = a_clock(clock)
    clock.move(HOUR)
    before = sandbox.now()

    clock.move(-HOUR)

    assert sandbox.now() == before


@pytest.mark.parametrize(("at", "then"), [(NOON + 5 * HOUR, NOON + 5 * HOUR), (NOON - HOUR, NOON)])
def test_skipping_to_a_moment_makes_it_that_moment_unless_it_is_past(
    clock: HandClock, at: datetime, then: datetime
) -> None:
    sandbox = a_clock(clock, speed=60)

    sandbox.skip_to(at)

    assert sandbox.now() == then


def test_advancing_backwards_is_refused(clock: HandClock) -> None:
    with pytest.raises(ValueError, match="does not go back"):
        a_clock(clock).advance(-HOUR)


def test_a_speed_of_nothing_is_refused(clock: HandClock) -> None:
    with pytest.raises(ValueError, match="above 0"):
        a_clock(clock, speed=0)


@pytest.mark.parametrize("speed", [1.0, 60.0])
def test_a_restarted_clock_goes_on_where_the_last_one_stopped(clock: HandClock, speed: float) -> None:
    first = a_clock(clock, speed=speed)
    first.advance(48 * HOUR)
    clock.move(HOUR)
    last_seen, kept = first.now(), first.offset

    clock.move(HOUR)
    second = a_clock(clock, offset=kept)

    assert second.now() == last_seen + HOUR


def test_it_is_in_utc_in_whichever_zone_its_source_is(clock: HandClock) -> None:
    warsaw = timezone(HOUR)

    sandbox = SandboxClock(lambda: clock.now().astimezone(warsaw), clock.monotonic)

    assert sandbox.now().tzinfo is UTC
    assert sandbox.now() == NOON


@pytest.mark.parametrize("at", [NOON, NOON - HOUR])
async def test_a_moment_that_has_come_is_not_waited_for(clock: HandClock, at: datetime) -> None:
    async with asyncio.timeout(1):
        await a_clock(clock).sleep_until(at)


async def test_a_sleeper_wakes_at_once_when_the_clock_is_skipped_far_enough(clock: HandClock) -> None:
    sandbox = a_clock(clock)
    sleeper = asyncio.ensure_future(sandbox.sleep_until(NOON + 24 * HOUR))
    await asyncio.sleep(0)

    sandbox.advance(23 * HOUR)
    for _ in range(5):
        await asyncio.sleep(0)
    was_asleep = not sleeper.done()
    sandbox.skip_to(NOON + 24 * HOUR)

    async with asyncio.timeout(1):
        await sleeper
    assert was_asleep


async def test_a_fast_clock_shortens_the_wait(clock: HandClock) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    sandbox = SandboxClock(lambda: NOON + timedelta(seconds=loop.time() - began), loop.time, speed=36_000)

    async with asyncio.timeout(5):
        await sandbox.sleep_until(NOON + HOUR)

    assert sandbox.now() >= NOON + HOUR
