"""The contract for a step: ``delay_days``, else ``timing``, else three days for each step."""

from datetime import datetime, timedelta

import pytest

from domain.due_time import GivenBy
from domain.timing import parse_step_due_date, step_timing
from tests.domain.timing.bases import KYIV, LAST_MOMENT, WEDNESDAY


def days_after(step: dict[str, object], index: int = 0) -> float:
    return (parse_step_due_date(step, WEDNESDAY, index) - WEDNESDAY) / timedelta(days=1)


@pytest.mark.parametrize(
    ("step", "index", "days"),
    [
        ({"delay_days": 3}, 0, 3),
        ({"timing": "Day 5"}, 0, 5),
        ({}, 2, 9),
        ({}, 0, 3),
        ({"delay_days": 0}, 1, 0),
        ({"delay_days": 365}, 1, 365),
        ({"delay_days": "3"}, 0, 3),
        ({"delay_days": " 3 "}, 0, 3),
        ({"delay_days": 2, "timing": "Day 5"}, 0, 2),
        ({"timing": "immediately"}, 4, 0),
        ({"timing": "2 weeks"}, 0, 14),
        ({"timing": 4}, 0, 4),
    ],
)
def test_the_first_source_that_is_known_decides_the_date(step: dict[str, object], index: int, days: int) -> None:
    assert days_after(step, index) == days


@pytest.mark.parametrize(
    "delay",
    [
        *(True, False, 3.0, 2.5, float("nan"), -1, 366, "-1", "366", "3.0", "3 days", "", "x", "٣", None, [3], {}),
        *(10**30, "9" * 50_000),
    ],
)
def test_a_delay_that_is_no_whole_number_of_days_falls_through_to_the_timing(delay: object) -> None:
    assert days_after({"delay_days": delay, "timing": "Day 5"}) == 5


@pytest.mark.parametrize("timing", ["after the demo", "Day 366", "", None, True, ["Day 5"], "-3 days", "know"])
def test_a_timing_that_is_not_understood_falls_through_to_the_spacing(timing: object) -> None:
    assert days_after({"timing": timing}, 1) == 6


@pytest.mark.parametrize(
    ("step", "given_by", "rule", "matched"),
    [
        ({"delay_days": "3"}, GivenBy.DELAY_DAYS, "delay-days", "delay_days=3"),
        ({"timing": "Day  5"}, GivenBy.TIMING, "day-label", "day 5"),
        ({"timing": "some day"}, GivenBy.DEFAULT, "default-spacing", ""),
    ],
)
def test_the_answer_says_its_source(step: dict[str, object], given_by: GivenBy, rule: str, matched: str) -> None:
    answer = step_timing(step, WEDNESDAY, 0)

    assert (answer.given_by, answer.timing.rule, answer.timing.matched) == (given_by, rule, matched)
    assert answer.at == answer.timing.at


@pytest.mark.parametrize("base", [WEDNESDAY, WEDNESDAY.replace(tzinfo=KYIV)])
def test_the_base_keeps_its_zone_or_its_lack_of_one(base: datetime) -> None:
    for step in ({"delay_days": 1}, {"timing": "Day 1"}):
        assert parse_step_due_date(step, base, 0) == base + timedelta(days=1)
    assert parse_step_due_date({}, base, 0).tzinfo is base.tzinfo


@pytest.mark.parametrize("step", [{"delay_days": 3}, {"timing": "3 days"}, {}])
def test_at_the_end_of_the_calendar_a_step_is_due_at_its_end(step: dict[str, object]) -> None:
    assert parse_step_due_date(step, LAST_MOMENT, 10**12) == LAST_MOMENT


def test_no_delay_is_the_base_itself_in_the_second_of_two_equal_hours() -> None:
    base = datetime(2026, 10, 25, 3, 30, tzinfo=KYIV, fold=1)

    assert parse_step_due_date({"delay_days": 0}, base, 0).fold == 1


@pytest.mark.parametrize("index", [-1, -5, 10**12])
def test_no_index_raises(index: int) -> None:
    assert parse_step_due_date({}, WEDNESDAY, index) >= WEDNESDAY
