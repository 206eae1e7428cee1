"""A clock that is wrong, in each way."""

from datetime import timedelta

import pytest

from adapters.memory.manual_clock import ManualClock
from application.clock_trust import ALONE_FOR, FIRST_WORD_WITHIN, TOLERANCE, ClockTrust, Doubt
from tests.support.leads import MONDAY_9AM

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WRONG = [400 * DAY, -400 * DAY, HOUR, -HOUR, TOLERANCE + MINUTE]
BEFORE_TELEGRAM = "its own time of before"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9AM)


@pytest.fixture
def trust(clock: ManualClock) -> ClockTrust:
    return ClockTrust(clock)


def reason(trust: ClockTrust) -> str:
    doubt = trust.doubt()
    return doubt.reason if doubt else ""


def set_by(clock: ManualClock, by: timedelta) -> None:
    """The wall clock only."""
    clock.jump_wall_clock(by)


# With Telegram's word.


@pytest.mark.parametrize("by", WRONG)
def test_a_clock_that_jumps_is_doubted_until_it_is_right_again(
    clock: ManualClock, trust: ClockTrust, by: timedelta
) -> None:
    trust.hear(clock.now())
    assert trust.doubt() is None

    set_by(clock, by)
    in_doubt = reason(trust)
    clock.advance(DAY)
    still_in_doubt = reason(trust)
    set_by(clock, -by)

    assert ("ahead of" in in_doubt) is (by > timedelta(0))
    assert in_doubt.endswith("Telegram's")
    assert still_in_doubt == in_doubt
    assert trust.doubt() is None


@pytest.mark.parametrize("by", [TOLERANCE, -TOLERANCE, MINUTE])
def test_two_minutes_are_no_doubt(clock: ManualClock, trust: ClockTrust, by: timedelta) -> None:
    trust.hear(clock.now())

    set_by(clock, by)

    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_clock_that_was_wrong_from_the_boot_on_is_doubted_with_the_first_word(
    clock: ManualClock, trust: ClockTrust, by: timedelta
) -> None:
    trust.hear(clock.now() - by)

    assert reason(trust).endswith("Telegram's")

    set_by(clock, -by)
    assert trust.doubt() is None


def test_a_clock_that_drifts_by_an_hour_in_weeks_is_doubted_by_telegrams_word(
    clock: ManualClock, trust: ClockTrust
) -> None:
    doubts = list[bool]()
    for hour in range(48):
        trust.hear(MONDAY_9AM + hour * HOUR)
        doubts.append(trust.doubt() is not None)
        clock.advance(HOUR)
        set_by(clock, timedelta(seconds=5))

    assert doubts == [hour * 5 > TOLERANCE.total_seconds() for hour in range(48)]


def test_a_computer_that_slept_is_not_doubted(clock: ManualClock, trust: ClockTrust) -> None:
    trust.hear(clock.now())

    clock.advance(30 * DAY)

    assert trust.doubt() is None


def test_a_single_other_word_is_not_believed(clock: ManualClock, trust: ClockTrust) -> None:
    trust.hear(clock.now())

    trust.hear(clock.now() - 400 * DAY)
    after_one_lie = trust.doubt()
    trust.hear(clock.now())
    trust.hear(clock.now() - 400 * DAY)

    assert (after_one_lie, trust.doubt()) == (None, None)


def test_a_word_that_stays_another_is_believed_and_said(clock: ManualClock, trust: ClockTrust) -> None:
    trust.hear(clock.now())

    trust.hear(clock.now() - 400 * DAY)
    clock.advance(MINUTE)
    trust.hear(clock.now() - 400 * DAY)

    assert reason(trust) == "the clock is 400 d ahead of Telegram's"


# Without it.


def settled(clock: ManualClock, trust: ClockTrust) -> None:
    clock.advance(FIRST_WORD_WITHIN)
    assert trust.doubt() is None


def test_at_the_start_the_clock_waits_for_a_word_for_a_moment(clock: ManualClock, trust: ClockTrust) -> None:
    assert trust.doubt() == Doubt("Telegram's time is not known yet", is_settling=True)

    clock.advance(FIRST_WORD_WITHIN)

    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_jump_is_doubted_until_it_is_undone(clock: ManualClock, trust: ClockTrust, by: timedelta) -> None:
    settled(clock, trust)

    set_by(clock, by)
    in_doubt = reason(trust)
    clock.advance(45 * timedelta(seconds=1))
    set_by(clock, -by)

    assert in_doubt.endswith(BEFORE_TELEGRAM)
    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_jump_that_stays_is_believed_after_a_while(clock: ManualClock, trust: ClockTrust, by: timedelta) -> None:
    settled(clock, trust)
    set_by(clock, by)
    assert trust.doubt() is not None

    clock.advance(ALONE_FOR)

    assert trust.doubt() is None


def test_a_jump_to_the_right_time_is_trusted_when_telegram_agrees(clock: ManualClock, trust: ClockTrust) -> None:
    settled(clock, trust)
    set_by(clock, HOUR)
    assert trust.doubt() is not None

    trust.hear(clock.now())

    assert trust.doubt() is None


@pytest.mark.parametrize("pace", [timedelta(seconds=1), timedelta(seconds=-1)])
def test_a_clock_that_runs_fast_or_slow_is_not_doubted(clock: ManualClock, trust: ClockTrust, pace: timedelta) -> None:
    settled(clock, trust)
    for _ in range(24 * 30):
        clock.advance(HOUR)
        set_by(clock, pace)
        assert trust.doubt() is None
