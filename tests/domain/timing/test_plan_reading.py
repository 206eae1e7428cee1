"""A whole plan: the vote on its labels, delays that are gaps, delays against words."""

from datetime import timedelta

import pytest

from domain.due_time import GivenBy
from domain.timing import StepTiming, TimingWarning, read_plan
from tests.domain.timing.bases import WEDNESDAY


def plan(*timings: object) -> tuple[StepTiming, ...]:
    return read_plan([{"timing": timing} for timing in timings], WEDNESDAY)


def delayed_plan(*delays_and_timings: tuple[object, object]) -> tuple[StepTiming, ...]:
    steps = [{"delay_days": delay, "timing": timing} for delay, timing in delays_and_timings]
    return read_plan(steps, WEDNESDAY)


def days(steps: tuple[StepTiming, ...]) -> list[float]:
    return [(step.at - WEDNESDAY) / timedelta(days=1) for step in steps]


@pytest.mark.parametrize(
    ("timings", "expected"),
    [
        (["Day 1", "Day 3", "Week 2", "Week 3"], [1, 3, 7, 14]),
        (["Week 1", "Week 2", "Month 1", "Month 3"], [7, 14, 30, 90]),
        (["Week 1", "Week 2", "Week 3"], [0, 7, 14]),
        (["Month 1", "Month 2"], [0, 30]),
        (["Day 1", "Day 10", "Week 2"], [1, 10, 14]),
        (["Immediately", "Week 1", "Week 2"], [0, 7, 14]),
        (["Day 7", "Week 2", "Week 3"], [7, 14, 21]),
        (["День 1", "Тиждень 2", "Тиждень 3"], [1, 7, 14]),
        (["Day 5", "Day 3"], [5, 3]),
        ([], []),
    ],
)
def test_labels_count_from_zero_unless_the_plan_then_does_not_increase(
    timings: list[object], expected: list[float]
) -> None:
    assert days(plan(*timings)) == expected


def test_labels_that_count_whole_units_carry_a_warning() -> None:
    first, last = plan("Day 10", "Week 2")

    assert (first.warnings, last.warnings) == ((), (TimingWarning.LABELS_COUNT_WHOLE_UNITS,))


def test_a_label_that_fits_neither_way_waits_for_its_predecessor() -> None:
    steps = plan("Day 30", "Week 2", "Week 3", "Week 9")

    assert days(steps) == [30, 30, 30, 56]
    assert steps[1].warnings == (TimingWarning.CLAMPED_TO_PREVIOUS,)
    assert steps[1].timing.at == steps[1].at


def test_two_steps_of_the_same_week_stay_together() -> None:
    assert days(plan("Week 1", "Week 1", "Week 2")) == [0, 0, 7]


def test_delays_that_decrease_are_gaps() -> None:
    steps = delayed_plan((0, None), (3, None), (2, None))

    assert days(steps) == [0, 3, 5]
    assert all(step.warnings == (TimingWarning.DELAYS_READ_AS_GAPS,) for step in steps)


def test_delays_that_are_the_differences_of_the_words_are_gaps() -> None:
    steps = delayed_plan((1, "Day 1"), (2, "Day 3"), (4, "Day 7"))

    assert days(steps) == [1, 3, 7]
    assert [step.given_by for step in steps] == [GivenBy.DELAY_DAYS] * 3


@pytest.mark.parametrize("words", [("Day 5", "Day 3"), ("in 5 days", "in 3 days")])
def test_delays_that_agree_with_the_words_are_no_gaps(words: tuple[str, str]) -> None:
    assert days(delayed_plan((5, words[0]), (3, words[1]))) == [5, 3]


def test_delays_that_increase_are_counted_from_the_start() -> None:
    assert days(delayed_plan((0, None), (3, None), (7, None))) == [0, 3, 7]


def test_gaps_over_a_year_stop_at_the_year_with_a_warning() -> None:
    steps = delayed_plan((300, None), (200, None))

    assert days(steps) == [300, 365]
    assert steps[1].warnings == (TimingWarning.DELAYS_READ_AS_GAPS, TimingWarning.CLAMPED_TO_A_YEAR)


@pytest.mark.parametrize(
    ("timing", "warnings"),
    [
        ("Day 7", (TimingWarning.DELAY_AGAINST_TIMING,)),
        ("Day 4", ()),
        ("Day 3", ()),
        ("after the demo", ()),
    ],
)
def test_a_delay_wins_against_words_more_than_a_day_apart_with_a_warning(
    timing: str, warnings: tuple[str, ...]
) -> None:
    [step] = delayed_plan((3, timing))

    assert (step.at, step.given_by, step.warnings) == (WEDNESDAY + timedelta(days=3), GivenBy.DELAY_DAYS, warnings)


def test_steps_without_delay_and_timing_are_spaced() -> None:
    steps = read_plan([{}, {"timing": "TBD"}, {"timing": "Day 20"}], WEDNESDAY)

    assert days(steps) == [3, 6, 20]
    assert [step.given_by for step in steps] == [GivenBy.DEFAULT, GivenBy.DEFAULT, GivenBy.TIMING]
