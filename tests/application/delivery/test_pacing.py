"""How fast one bot may write, as arithmetic."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.delivery.pacing import SANE, Pacing
from tests.support.leads import MONDAY_9AM

PACING = Pacing(per_second=25, burst=2, horizon=timedelta(milliseconds=400))
MS = timedelta(milliseconds=1)
SECOND = timedelta(seconds=1)


def after(moments: list[datetime]) -> list[float]:
    return [(moment - MONDAY_9AM) / MS for moment in moments]


def test_after_a_rest_a_few_leave_at_once_and_then_evenly() -> None:
    slots = PACING.slots(None, MONDAY_9AM, limit=5)

    assert after(list(slots)) == [0, 0, 40, 80, 120]


def test_no_slot_is_beyond_the_horizon() -> None:
    slots = PACING.slots(None, MONDAY_9AM, limit=100)

    assert after(list(slots))[-1] == 400
    assert PACING.slots(PACING.after(slots, None, MONDAY_9AM), MONDAY_9AM, limit=1) == []


def test_opens_at_is_when_a_slot_is_there_again() -> None:
    free_at = PACING.after(PACING.slots(None, MONDAY_9AM, limit=100), None, MONDAY_9AM)
    opens_at = PACING.opens_at(free_at, MONDAY_9AM)

    assert opens_at > MONDAY_9AM
    assert PACING.slots(free_at, opens_at - MS, limit=1) == []
    assert len(PACING.slots(free_at, opens_at, limit=1)) == 1


@pytest.mark.parametrize("jump", [-timedelta(hours=1), timedelta(hours=1)])
def test_a_wall_clock_that_was_set_makes_no_message_wait(jump: timedelta) -> None:
    free_at = PACING.after(PACING.slots(None, MONDAY_9AM, limit=100), None, MONDAY_9AM)

    [slot, *_] = PACING.slots(free_at, MONDAY_9AM + jump, limit=3)

    assert slot <= MONDAY_9AM + jump + SANE


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 30)), min_size=1, max_size=60))
def test_no_second_has_more_than_telegram_allows(asked: list[tuple[int, int]]) -> None:
    now, free_at, slots = MONDAY_9AM, None, list[datetime]()
    for pause_ms, limit in asked:
        now += pause_ms * MS
        given = PACING.slots(free_at, now, limit=limit)
        if given:
            free_at = PACING.after(given, free_at, now)
        slots += given

    assert slots == sorted(slots)
    for slot in slots:
        assert sum(slot <= other < slot + SECOND for other in slots) <= 27
