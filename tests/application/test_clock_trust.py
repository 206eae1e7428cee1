"""A clock that is wrong, in each way."""

from datetime import datetime, timedelta

import pytest

from adapters.memory.manual_clock import ManualClock
from application.clock_trust import ALONE_FOR, PROVEN_AFTER, START, TOLERANCE, UNKNOWN, ClockTrust
from tests.support.leads import MONDAY_9AM

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
POLL = 25 * SECOND
WRONG = [400 * DAY, -400 * DAY, HOUR, -HOUR, TOLERANCE + MINUTE]
OWN = "its own time of before"
TELEGRAMS = "Telegram's"


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9AM)


class Compared(ClockTrust):
    """``tell`` is an answer at once, ``poll`` one after 25 seconds."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.clock = clock

    @property
    def reason(self) -> str:
        doubt = self.doubt()
        return doubt.reason if doubt else ""

    def tell(self, date: datetime | None) -> None:
        self.hear(date, asked_at=self.clock.monotonic())

    def tell_right(self) -> None:
        self.tell(self.clock.now())

    def poll(self, date: datetime | None = None, *, off: timedelta | None = None) -> None:
        asked_at = self.clock.monotonic()
        self.clock.advance(POLL)
        self.hear(date if off is None else self.clock.now() + off, asked_at=asked_at)

    def poll_for(self, duration: timedelta, date: datetime | None = None, *, off: timedelta | None = None) -> set[bool]:
        """Return whether it was doubted after each answer."""
        doubts = set()
        for _ in range(-(-duration // POLL)):
            self.poll(date, off=off)
            doubts.add(self.doubt() is not None)
        return doubts


@pytest.fixture
def trust(clock: ManualClock) -> Compared:
    return Compared(clock)


# With Telegram's Date.


@pytest.mark.parametrize("by", WRONG)
def test_a_clock_that_jumps_is_doubted_until_it_is_right_again(
    clock: ManualClock, trust: Compared, by: timedelta
) -> None:
    trust.tell_right()
    assert trust.doubt() is None

    clock.jump_wall_clock(by)
    in_doubt = trust.reason
    still = trust.poll_for(HOUR, off=-by)
    clock.jump_wall_clock(-by)

    assert ("ahead of" in in_doubt) is (by > timedelta(0))
    assert in_doubt.endswith(TELEGRAMS)
    assert still == {True}
    assert trust.doubt() is None


@pytest.mark.parametrize("by", [TOLERANCE, -TOLERANCE, MINUTE])
def test_two_minutes_are_no_doubt(clock: ManualClock, trust: Compared, by: timedelta) -> None:
    trust.tell_right()

    clock.jump_wall_clock(by)

    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_clock_that_was_wrong_from_the_boot_on_is_doubted_with_the_first_answer(
    clock: ManualClock, trust: Compared, by: timedelta
) -> None:
    trust.tell(clock.now() - by)

    assert trust.reason.endswith(TELEGRAMS)
    assert trust.poll_for(DAY, off=-by) == {True}

    clock.jump_wall_clock(-by)
    assert trust.doubt() is None


@pytest.mark.parametrize("pace", [5 * SECOND, -5 * SECOND])
def test_a_clock_that_drifts_away_from_telegrams_is_doubted(
    clock: ManualClock, trust: Compared, pace: timedelta
) -> None:
    doubts = list[bool]()
    for hour in range(48):
        trust.tell(MONDAY_9AM + hour * HOUR)
        doubts.append(trust.doubt() is not None)
        clock.advance(HOUR)
        clock.jump_wall_clock(pace)

    assert doubts == [hour * 5 > TOLERANCE.total_seconds() + (pace > timedelta(0)) for hour in range(48)]


def test_clocks_that_drift_together_away_from_telegrams_are_doubted(clock: ManualClock, trust: Compared) -> None:
    """Wall and steady clock may hang on one quartz."""
    trust.tell_right()
    for hours in range(1, 60):
        clock.advance(HOUR)
        trust.tell(clock.now() - hours * 5 * SECOND)

    assert trust.reason == "the clock is 5 min ahead of Telegram's"


def test_a_computer_that_slept_is_not_doubted(clock: ManualClock, trust: Compared) -> None:
    trust.tell_right()

    clock.advance(30 * DAY)

    assert trust.doubt() is None


def test_an_answer_that_lay_there_while_the_computer_slept_is_no_word_against_the_clock(
    clock: ManualClock, trust: Compared
) -> None:
    asked_at, written_at = clock.monotonic(), clock.now() + SECOND
    clock.advance(8 * HOUR)
    trust.hear(written_at, asked_at=asked_at)

    assert trust.doubt() is None


@pytest.mark.parametrize("lie", [400 * DAY, -400 * DAY, HOUR])
def test_another_date_now_and_then_is_not_believed(clock: ManualClock, trust: Compared, lie: timedelta) -> None:
    """One server of several is wrong, or a gateway answers."""
    trust.tell_right()

    doubts = set[bool]()
    for _ in range(20):
        doubts |= trust.poll_for(2 * MINUTE, off=lie) | trust.poll_for(POLL, off=timedelta(0))

    assert doubts == {False}


@pytest.mark.parametrize("age", [timedelta(0), 90 * SECOND])
def test_a_date_that_stands_still_is_not_believed(clock: ManualClock, trust: Compared, age: timedelta) -> None:
    """As from a cache that does not say so."""
    trust.tell(date := clock.now() - age)

    assert trust.poll_for(DAY, date) == {False}


def test_a_date_that_stands_still_from_long_ago_holds_for_minutes(clock: ManualClock, trust: Compared) -> None:
    trust.tell(date := clock.now() - 400 * DAY)
    assert trust.doubt() is not None

    trust.poll_for(ALONE_FOR + 2 * MINUTE, date)

    assert trust.poll_for(DAY, date) == {False}


@pytest.mark.parametrize("lie", WRONG)
def test_an_even_date_that_stays_another_is_believed_and_said(
    clock: ManualClock, trust: Compared, lie: timedelta
) -> None:
    trust.tell_right()

    assert trust.poll_for(PROVEN_AFTER, off=lie) == {False}
    assert trust.poll_for(DAY, off=lie) >= {True}

    assert trust.reason.endswith(TELEGRAMS)


def test_when_it_is_right_again_the_clock_is_trusted(clock: ManualClock, trust: Compared) -> None:
    trust.tell(clock.now() - 400 * DAY)
    trust.poll_for(HOUR, off=-400 * DAY)

    trust.poll_for(PROVEN_AFTER + POLL, off=timedelta(0))

    assert trust.doubt() is None


# Without it.


def test_until_telegram_answers_the_clock_is_not_compared_and_not_trusted(clock: ManualClock, trust: Compared) -> None:
    """It may be wrong from the boot on, and without Telegram nothing can be sent either."""
    first = trust.doubt()
    clock.advance(START)
    later = trust.doubt()
    clock.advance(DAY)

    assert first is not None
    assert first.is_settling
    assert later is not None
    assert not later.is_settling
    assert later.reason == trust.reason == UNKNOWN

    trust.tell(None)
    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_jump_is_doubted_until_it_is_undone(clock: ManualClock, trust: Compared, by: timedelta) -> None:
    trust.tell(None)

    clock.jump_wall_clock(by)
    in_doubt = trust.reason
    held = trust.poll_for(45 * SECOND)
    clock.jump_wall_clock(-by)

    assert in_doubt.endswith(OWN)
    assert held == {True}
    assert trust.doubt() is None


@pytest.mark.parametrize("by", WRONG)
def test_a_jump_that_stays_is_believed_after_a_while(clock: ManualClock, trust: Compared, by: timedelta) -> None:
    trust.tell(None)
    clock.jump_wall_clock(by)

    assert trust.poll_for(ALONE_FOR) == {True}
    trust.poll()

    assert trust.doubt() is None


def test_a_clock_that_jumps_on_and_on_is_not_believed(clock: ManualClock, trust: Compared) -> None:
    trust.tell(None)
    for _ in range(20):
        clock.jump_wall_clock(HOUR)
        assert trust.poll_for(ALONE_FOR / 2) == {True}


def test_while_telegram_does_not_answer_a_jump_stays_doubted(clock: ManualClock, trust: Compared) -> None:
    trust.tell(None)
    clock.jump_wall_clock(400 * DAY)
    assert trust.doubt() is not None

    clock.advance(3 * HOUR)

    assert trust.reason.endswith(OWN)


def test_a_jump_to_the_right_time_is_trusted_when_telegram_agrees(clock: ManualClock, trust: Compared) -> None:
    trust.tell(None)
    clock.jump_wall_clock(HOUR)
    assert trust.doubt() is not None

    trust.tell_right()

    assert trust.doubt() is None


@pytest.mark.parametrize("pace", [SECOND, -SECOND])
def test_a_clock_that_runs_fast_or_slow_is_not_doubted(clock: ManualClock, trust: Compared, pace: timedelta) -> None:
    for _ in range(24 * 30):
        trust.tell(None)
        assert trust.doubt() is None
        clock.advance(HOUR)
        clock.jump_wall_clock(pace)


# The time meanwhile.


@pytest.mark.parametrize("by", WRONG)
def test_while_it_is_doubted_steady_time_goes_on(clock: ManualClock, trust: Compared, by: timedelta) -> None:
    trust.tell_right()
    clock.advance(HOUR)
    clock.jump_wall_clock(by)
    began = trust.doubt()
    clock.advance(MINUTE)

    doubt = trust.doubt()

    assert trust.time() == MONDAY_9AM + HOUR + MINUTE
    assert doubt == began
    assert doubt is not None
    assert doubt.since == MONDAY_9AM + HOUR


def test_a_clock_that_never_agreed_is_all_there_is(clock: ManualClock, trust: Compared) -> None:
    trust.tell(clock.now() - 400 * DAY)

    assert trust.time() == clock.now() == MONDAY_9AM
