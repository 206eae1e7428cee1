"""The mission's contract: ``delay_days``, else ``timing``, else three days for each step."""

from datetime import timedelta

import pytest

from domain.plan import DueTime
from domain.timing import parse_step_due_date, step_due_time
from tests.leads import MONDAY_9AM


def days_after(step: dict[str, object], index: int = 0) -> float:
    return (parse_step_due_date(step, MONDAY_9AM, index) - MONDAY_9AM) / timedelta(days=1)


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
    ],
)
def test_the_first_rule_that_knows_gives_the_date(step: dict[str, object], index: int, days: int) -> None:
    assert days_after(step, index) == days


@pytest.mark.parametrize(
    "delay",
    [
        True,
        False,
        3.0,
        2.5,
        float("nan"),
        -1,
        366,
        "-1",
        "366",
        "3.0",
        "3 days",
        "",
        "x",
        "٣",
        None,
        [3],
        {},
        10**30,
        "9" * 50_000,
    ],
)
def test_what_is_no_number_of_days_falls_through_to_the_timing(delay: object) -> None:
    assert days_after({"delay_days": delay, "timing": "Day 5"}) == 5


@pytest.mark.parametrize("timing", ["after the demo", "Day 366", "", None, 5, True, ["Day 5"], "-3 days", "know"])
def test_a_timing_that_is_not_understood_falls_through_to_the_spacing(timing: object) -> None:
    assert days_after({"timing": timing}, 1) == 6


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"delay_days": "3"}, DueTime(MONDAY_9AM + timedelta(days=3), "delay_days", words="delay_days=3", grammar=1)),
        (
            {"timing": "Day  5"},
            DueTime(MONDAY_9AM + timedelta(days=5), "timing", rule="day-n", words="day 5", grammar=1),
        ),
        ({"timing": "some day"}, DueTime(MONDAY_9AM + timedelta(days=3), "default", grammar=1)),
    ],
)
def test_the_answer_says_what_gave_it(step: dict[str, object], expected: DueTime) -> None:
    assert step_due_time(step, MONDAY_9AM, 0) == expected


def test_the_base_keeps_its_zone_or_its_lack_of_one() -> None:
    naive = MONDAY_9AM.replace(tzinfo=None)

    assert parse_step_due_date({"delay_days": 1}, naive, 0) == naive + timedelta(days=1)
    assert parse_step_due_date({"timing": "Day 2"}, naive, 0) == naive + timedelta(days=2)
    assert parse_step_due_date({}, naive, 0) == naive + timedelta(days=3)
