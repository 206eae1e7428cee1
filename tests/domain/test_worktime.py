"""The owner's send time, over the days on which clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.worktime import WorkTime

KYIV = ZoneInfo("Europe/Kyiv")
HALF_PAST_NINE = WorkTime(KYIV, time(9, 30))
IN_THE_GAP = WorkTime(KYIV, time(3, 30))
"""Kyiv: on 29 March 2026 03:00 becomes 04:00, on 25 October 2026 04:00 becomes 03:00."""


def kyiv(*moment: int, fold: int = 0) -> datetime:
    year, month, day, hour, minute = moment
    return datetime(year, month, day, hour, minute, fold=fold, tzinfo=KYIV)


def utc(*moment: int) -> datetime:
    year, month, day, hour, minute = moment
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (kyiv(2026, 11, 2, 9, 29), utc(2026, 11, 2, 7, 30)),
        (kyiv(2026, 11, 2, 9, 30), utc(2026, 11, 3, 7, 30)),
        (kyiv(2026, 11, 2, 23, 0), utc(2026, 11, 3, 7, 30)),
        (utc(2026, 11, 2, 22, 30), utc(2026, 11, 3, 7, 30)),
        (utc(2026, 12, 31, 12, 0), utc(2027, 1, 1, 7, 30)),
    ],
)
def test_the_next_send_time_is_strictly_after_the_moment(after: datetime, expected: datetime) -> None:
    assert HALF_PAST_NINE.next_send_at(after) == expected


def test_the_answer_is_in_utc() -> None:
    assert HALF_PAST_NINE.next_send_at(kyiv(2026, 11, 2, 9, 0)).tzinfo is UTC


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (kyiv(2026, 3, 28, 12, 0), utc(2026, 3, 29, 6, 30)),
        (kyiv(2026, 10, 24, 12, 0), utc(2026, 10, 25, 7, 30)),
    ],
)
def test_the_wall_clock_stays_when_clocks_are_changed(after: datetime, expected: datetime) -> None:
    assert HALF_PAST_NINE.next_send_at(after) == expected
    assert expected.astimezone(KYIV).time() == time(9, 30)


def test_a_time_that_is_left_out_comes_as_much_later() -> None:
    sent_at = IN_THE_GAP.next_send_at(kyiv(2026, 3, 29, 1, 0))

    assert sent_at == utc(2026, 3, 29, 1, 30)
    assert sent_at.astimezone(KYIV).time() == time(4, 30)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert IN_THE_GAP.next_send_at(kyiv(2026, 10, 25, 1, 0)) == utc(2026, 10, 25, 0, 30)


def test_the_second_of_the_two_is_not_used_the_same_day() -> None:
    between = kyiv(2026, 10, 25, 3, 45)

    assert IN_THE_GAP.next_send_at(between) == utc(2026, 10, 26, 1, 30)


def test_send_times_follow_one_another_all_year_without_a_day_left_out() -> None:
    at = utc(2025, 12, 31, 12, 0)
    days = []

    for _ in range(365):
        at = HALF_PAST_NINE.next_send_at(at)
        days.append(at.astimezone(KYIV))

    assert [day.date() for day in days] == [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]
    assert {day.time() for day in days} == {time(9, 30)}
